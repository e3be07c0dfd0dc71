"""Words that every room speaks: diagnostics, bilingual texts, money, periods, safe text, atomic writes."""
