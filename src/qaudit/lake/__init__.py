"""The lake: published visits as Parquet files, and the questions that are asked of them (Ibis, on DuckDB or Spark)."""
