package io.pinelink.cli.endpoint;

import io.pinelink.cli.dns.ZoneRecord;
import io.pinelink.cli.template.Input;
import java.util.ArrayList;
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
  private static final String JOBS_API = "2024-03-01";
  private static final String GLOBAL = "global";
  private static final String API_KEY = "api-key";

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
    List<ArmResource> resources = new ArrayList<>(List.of(endpoint, zone, link, record));
    if (side.doctor() != null) {
      resources.add(doctor(side, side.doctor()));
    }
    return resources;
  }

  /** The resource group is the deployment's. */
  static List<Input> inputs(CustomerSide side) {
    List<Input> inputs = new ArrayList<>(List.of(side.network(), side.subnets()));
    inputs.addAll(side.doctorInputs());
    return inputs;
  }

  /** Returns whether a key of a map is an expression for the value of a parameter. */
  static boolean isParameter(String key) {
    return key.startsWith("parameters(");
  }

  private static String parameter(Input input) {
    return "parameters('" + input.camel() + "')";
  }

  private static ArmResource doctor(CustomerSide side, ScheduledDoctor doctor) {
    Expression identity = new Expression(parameter(Input.AZURE_IDENTITY));
    Map<String, Object> configuration =
        map(
            "triggerType",
            "Schedule",
            "replicaTimeout",
            ScheduledDoctor.TIMEOUT_SECONDS,
            "replicaRetryLimit",
            0,
            "scheduleTriggerConfig",
            map("cronExpression", ScheduledDoctor.CRON),
            "secrets",
            List.of(
                map(
                    "name",
                    API_KEY,
                    "keyVaultUrl",
                    new Expression(parameter(Input.AZURE_SECRET)),
                    "identity",
                    identity)));
    doctor
        .azureRegistry()
        .ifPresent(
            server ->
                configuration.put(
                    "registries", List.of(map("server", server, "identity", identity))));
    Map<String, Object> container =
        map(
            "name",
            "doctor",
            "image",
            doctor.image(),
            "command",
            ScheduledDoctor.PROGRAM,
            "args",
            doctor.arguments(),
            "env",
            List.of(
                map("name", ScheduledDoctor.POLICY_VARIABLE, "value", ScheduledDoctor.POLICY),
                map("name", ScheduledDoctor.KEY_VARIABLE, "secretRef", API_KEY)),
            "resources",
            // Bicep has no decimal numbers.
            map("cpu", new Expression("json('0.25')"), "memory", "0.5Gi"));
    return new ArmResource(
        "doctor",
        "Microsoft.App/jobs",
        JOBS_API,
        List.of(ScheduledDoctor.azureName(side.environment())),
        map(
            "location",
            side.service().region(),
            "identity",
            map(
                "type",
                "UserAssigned",
                "userAssignedIdentities",
                map(parameter(Input.AZURE_IDENTITY), map())),
            "properties",
            map(
                "environmentId",
                new Expression(parameter(Input.AZURE_ENVIRONMENT)),
                "configuration",
                configuration,
                "template",
                map("containers", List.of(container)))),
        List.of());
  }

  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
