// Private route to Pinecone's environment eastus2-5e25.prod-azure, in azure eastus2.

@description('Resource ID of the virtual network of the applications.')
@minLength(1)
param virtualNetworkId string = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps'

@description('Resource ID of the subnet for the endpoint.')
@minLength(1)
param subnetId string = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/apps/providers/Microsoft.Network/virtualNetworks/apps/subnets/endpoints'

@description('Resource ID of the Container Apps environment, in the virtual network.')
@minLength(1)
param containerAppEnvironmentId string

@description('Resource ID of the user-assigned identity that may read the secret and the image.')
@minLength(1)
param identityId string

@description('URI of the secret of Key Vault that is the API key.')
@minLength(1)
param apiKeySecretId string

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

resource doctor 'Microsoft.App/jobs@2024-03-01' = {
  name: 'doctor-eastus2-5e25-prod-azure'
  location: 'eastus2'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {
      }
    }
  }
  properties: {
    environmentId: containerAppEnvironmentId
    configuration: {
      triggerType: 'Schedule'
      replicaTimeout: 300
      replicaRetryLimit: 0
      scheduleTriggerConfig: {
        cronExpression: '*/15 * * * *'
      }
      secrets: [
        {
          name: 'api-key'
          keyVaultUrl: apiKeySecretId
          identity: identityId
        }
      ]
      registries: [
        {
          server: 'example.azurecr.io'
          identity: identityId
        }
      ]
    }
    template: {
      containers: [
        {
          name: 'doctor'
          image: 'example.azurecr.io/pinelink-local:0.1.0'
          command: [
            'java'
            '-Xmx96m'
            '-XX:+UseSerialGC'
            '-jar'
            '/opt/pinelink/pinelink.jar'
          ]
          args: [
            'watch'
            'docs-a1b234c.svc.private.eastus2-5e25.prod-azure.pinecone.io'
            '--once'
            '--json'
          ]
          env: [
            {
              name: 'PINELINK_ROUTE_POLICY'
              value: 'private-required'
            }
            {
              name: 'PINECONE_API_KEY'
              secretRef: 'api-key'
            }
          ]
          resources: {
            cpu: json('0.25')
            memory: '0.5Gi'
          }
        }
      ]
    }
  }
}

@description('Register this ID in Pinecone\'s console: Settings, Network, Private endpoints.')
output endpointId string = endpoint.id
