# Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.

terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = ">= 4.0, < 5.0"
    }
  }
}

variable "resource_group_name" {
  description = "Name of the resource group."
  type        = string
  default     = "apps"

  validation {
    condition     = can(regex("^[-A-Za-z0-9_.()]{1,90}$", var.resource_group_name))
    error_message = "Expected a value such as network-group."
  }
}

variable "virtual_network_id" {
  description = "Resource ID of the virtual network of the applications."
  type        = string
  default     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps"

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$", var.virtual_network_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK."
  }
}

variable "subnet_id" {
  description = "Resource ID of the subnet for the endpoint."
  type        = string
  default     = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps/subnets/endpoints"

  validation {
    condition     = can(regex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+$", var.subnet_id))
    error_message = "Expected a value such as /subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK/subnets/SUBNET."
  }
}

resource "azurerm_private_endpoint" "pinecone" {
  name                = "pinecone-eastus2-5e25-prod-azure"
  location            = "eastus2"
  resource_group_name = var.resource_group_name
  subnet_id           = var.subnet_id

  private_service_connection {
    name                              = "pinecone-eastus2-5e25-prod-azure"
    private_connection_resource_alias = "pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice"
    is_manual_connection              = true
    request_message                   = "Private endpoint for Pinecone"
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
  records             = [azurerm_private_endpoint.pinecone.private_service_connection[0].private_ip_address]
}

output "endpoint_id" {
  description = "Register this ID in Pinecone's console: Settings, Network, Private endpoints."
  value       = azurerm_private_endpoint.pinecone.id
}
