"""What YAML may say: workflows, policies and catalogues, read with places, checked together."""
