# Private zone of Pinecone's environment @{environment}.
@{inputs}

resource "azurerm_private_dns_zone" "pinecone" {
  name                = "@{zone}"
  resource_group_name = var.resource_group_name
}

resource "azurerm_private_dns_zone_virtual_network_link" "pinecone" {
  name                  = "pinecone"
  resource_group_name   = var.resource_group_name
  private_dns_zone_name = azurerm_private_dns_zone.pinecone.name
  virtual_network_id    = var.virtual_network_id
  registration_enabled  = false
}
@each records

resource "azurerm_private_dns_@{label}_record" "pinecone" {
  name                = "*"
  zone_name           = azurerm_private_dns_zone.pinecone.name
  resource_group_name = var.resource_group_name
  ttl                 = 60
  @{attribute}             = @{expression}
}
@end
