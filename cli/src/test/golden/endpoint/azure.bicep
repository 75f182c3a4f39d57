// Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.

@description('Resource ID of the virtual network of the applications.')
@minLength(1)
param virtualNetworkId string = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps'

@description('Resource ID of the subnet for the endpoint.')
@minLength(1)
param subnetId string = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps/subnets/endpoints'

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: 'pinecone-eastus2-5e25-prod-azure'
  location: 'eastus2'
  properties: {
    customNetworkInterfaceName: 'pinecone-eastus2-5e25-prod-azure-nic'
    subnet: {
      id: subnetId
    }
    manualPrivateLinkServiceConnections: [
      {
        name: 'pinecone-eastus2-5e25-prod-azure'
        properties: {
          privateLinkServiceId: 'pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice'
          requestMessage: 'Private endpoint for Pinecone'
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'private.eastus2-5e25.prod-azure.pinecone.io'
  location: 'global'
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zone
  name: 'pinecone'
  location: 'global'
  properties: {
    registrationEnabled: false
    virtualNetwork: {
      id: virtualNetworkId
    }
  }
}

resource record 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: zone
  name: '*'
  properties: {
    ttl: 60
    aRecords: [
      {
        ipv4Address: reference(resourceId('Microsoft.Network/networkInterfaces', 'pinecone-eastus2-5e25-prod-azure-nic'), '2024-05-01').ipConfigurations[0].properties.privateIPAddress
      }
    ]
  }
  dependsOn: [
    endpoint
  ]
}

@description('Register this ID in Pinecone\'s console: Settings, Network, Private endpoints.')
output endpointId string = endpoint.id
