// Private route to Pinecone's environment @{environment}, in azure @{region}.
@{inputs}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: '@{name}'
  location: '@{region}'
  properties: {
    customNetworkInterfaceName: '@{name}-nic'
    subnet: {
      id: subnetId
    }
    manualPrivateLinkServiceConnections: [
      {
        name: '@{name}'
        properties: {
          privateLinkServiceId: '@{service}'
          requestMessage: 'Private endpoint for Pinecone'
        }
      }
    ]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: '@{zone}'
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
        ipv4Address: reference(resourceId('Microsoft.Network/networkInterfaces', '@{name}-nic'), '2024-05-01').ipConfigurations[0].properties.privateIPAddress
      }
    ]
  }
  dependsOn: [
    endpoint
  ]
}
@if doctor

resource doctor 'Microsoft.App/jobs@2024-03-01' = {
  name: '@{job}'
  location: '@{region}'
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
@if registry
      registries: [
        {
          server: '@{registry}'
          identity: identityId
        }
      ]
@end
    }
    template: {
      containers: [
        {
          name: 'doctor'
          image: '@{image}'
          command: [
            'java'
            '-Xmx96m'
            '-XX:+UseSerialGC'
            '-jar'
            '/opt/pinelink/pinelink.jar'
          ]
          args: [
@each arguments
            '@{value}'
@end
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
@end

@if managed
@description('Register this ID in Pinecone\'s console: Settings, Network, Private endpoints.')
@end
@if !managed
@description('ID of the endpoint.')
@end
output endpointId string = endpoint.id
