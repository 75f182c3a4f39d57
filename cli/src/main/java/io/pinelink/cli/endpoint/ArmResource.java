package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.ZoneRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A resource of Azure Resource Manager, from which both the template and the Bicep file are
 * written.
 *
 * @param symbol its name in Bicep
 * @param type such as {@code Microsoft.Network/privateEndpoints}
 * @param apiVersion such as {@code 2024-05-01}
 * @param name its parts: a nested resource has one for each part of its type
 * @param content location and properties; an {@link Expression} is a value
 * @param dependsOn symbols of resources that must exist before
 */
record ArmResource(
    String symbol,
    String type,
    String apiVersion,
    List<String> name,
    Map<String, Object> content,
    List<String> dependsOn) {
  private static final String NETWORK_API = "2024-05-01";
  private static final String DNS_API = "2024-06-01";
  private static final String GLOBAL = "global";

  /** A value that Azure computes, in the syntax that templates and Bicep share. */
  record Expression(String text) {}

  /** Returns the name as templates write it. */
  String path() {
    return String.join("/", name);
  }

  /** Returns the expression for the ID of this resource. */
  String id() {
    return Stream.concat(Stream.of(type), name.stream())
        .map(part -> "'" + part + "'")
        .collect(Collectors.joining(", ", "resourceId(", ")"));
  }

  /** Returns the resources of a private route, in the order of creation. */
  static List<ArmResource> of(CustomerSide side) {
    String networkInterface = side.name() + "-nic";
    ArmResource endpoint =
        new ArmResource(
            "endpoint",
            "Microsoft.Network/privateEndpoints",
            NETWORK_API,
            List.of(side.name()),
            map(
                "location",
                side.service().region(),
                "properties",
                map(
                    "customNetworkInterfaceName",
                    networkInterface,
                    "subnet",
                    map("id", new Expression("parameters('subnetId')")),
                    "manualPrivateLinkServiceConnections",
                    List.of(
                        map(
                            "name",
                            side.name(),
                            "properties",
                            map(
                                "privateLinkServiceId",
                                side.service().name(),
                                "requestMessage",
                                "Private endpoint for Pinecone"))))),
            List.of());
    ArmResource zone =
        new ArmResource(
            "zone",
            "Microsoft.Network/privateDnsZones",
            DNS_API,
            List.of(side.zone()),
            map("location", GLOBAL),
            List.of());
    ArmResource link =
        new ArmResource(
            "link",
            "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
            DNS_API,
            List.of(side.zone(), "pinecone"),
            map(
                "location",
                GLOBAL,
                "properties",
                map(
                    "registrationEnabled",
                    false,
                    "virtualNetwork",
                    map("id", new Expression("parameters('virtualNetworkId')")))),
            List.of("zone"));
    String address =
        "reference(resourceId('Microsoft.Network/networkInterfaces', '"
            + networkInterface
            + "'), '"
            + NETWORK_API
            + "').ipConfigurations[0].properties.privateIPAddress";
    ArmResource record =
        new ArmResource(
            "record",
            "Microsoft.Network/privateDnsZones/A",
            DNS_API,
            List.of(side.zone(), "*"),
            map(
                "properties",
                map(
                    "ttl",
                    ZoneRecord.TTL,
                    "aRecords",
                    List.of(map("ipv4Address", new Expression(address))))),
            List.of("zone", "endpoint"));
    return List.of(endpoint, zone, link, record);
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
