# Private zone of Pinecone's environment eastus2-5e25.prod-azure.

variable "resource_group_name" {
  description = "Name of the resource group."
  type        = string

  validation {
    condition     = can(regex("^[-A-Za-z0-9_.()]{1,90}$", var.resource_group_name))
    error_message = "Expected a value such as network-group."
  }
}

variable "virtual_network_id" {
  description = "Resource ID of the virtual network of the applications."
  type        = string

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$", var.virtual_network_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK."
  }
}

variable "endpoint_addresses" {
  description = "Addresses of the endpoint."
  type        = list(string)

  validation {
    condition     = length(var.endpoint_addresses) > 0 && alltrue([for value in var.endpoint_addresses : can(regex("^([0-9]{1,3}\\.){3}[0-9]{1,3}$", value))])
    error_message = "Expected values such as 10.0.1.5."
  }
}

resource "azurerm_private_dns_zone" "pinecone" {
  name                = "private.eastus2-5e25.prod-azure.pinecone.io"
  resource_group_name = var.resource_group_name
}

resource "azurerm_private_dns_zone_virtual_network_link" "pinecone" {
  name                  = "pinecone"
  resource_group_name   = var.resource_group_name
  private_dns_zone_name = azurerm_private_dns_zone.pinecone.name
  virtual_network_id    = var.virtual_network_id
  registration_enabled  = false
}

resource "azurerm_private_dns_a_record" "pinecone" {
  name                = "*"
  zone_name           = azurerm_private_dns_zone.pinecone.name
  resource_group_name = var.resource_group_name
  ttl                 = 60
  records             = var.endpoint_addresses
}
