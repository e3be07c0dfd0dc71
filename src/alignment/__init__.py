"""Priority alignment analysis: how well clusters serve regional (SRDEII) and European (S3) priorities."""

__version__ = "0.1.0"
