package io.pinelink.cli.endpoint;

import static io.pinelink.cli.endpoint.ArmResource.map;

import io.pinelink.cli.output.JsonOutput;
import io.pinelink.cli.template.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure's part as a template of Azure Resource Manager. */
final class ArmTemplate {
  private ArmTemplate() {}

  static String of(CustomerSide side) {
    List<ArmResource> resources = ArmResource.of(side);
    Map<String, Object> template =
        map(
            "$schema",
            "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
            "contentVersion",
            "1.0.0.0",
            "metadata",
            map("description", side.title()),
            "parameters",
            parameters(side),
            "resources",
            resources.stream().map(resource -> resource(resource, resources)).toList(),
            "outputs",
            map(
                "endpointId",
                map(
                    "type",
                    "string",
                    "value",
                    "[" + resources.get(0).id() + "]",
                    "metadata",
                    map("description", ConsoleSteps.outputDescription(side)))));
    return JsonOutput.indented(template) + "\n";
  }

  /** The resource group is the deployment's. A template cannot check a pattern. */
  private static Map<String, Object> parameters(CustomerSide side) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Input input : ArmResource.inputs(side)) {
      Map<String, Object> parameter = map("type", "string");
      input.values().forEach(value -> parameter.put("defaultValue", value));
      parameter.put("minLength", 1);
      parameter.put("metadata", map("description", input.description() + "."));
      parameters.put(input.camel(), parameter);
    }
    return parameters;
  }

  private static Map<String, Object> resource(ArmResource resource, List<ArmResource> all) {
    Map<String, Object> json =
        map("type", resource.type(), "apiVersion", resource.apiVersion(), "name", resource.path());
    if (!resource.dependsOn().isEmpty()) {
      json.put(
          "dependsOn",
          all.stream()
              .filter(other -> resource.dependsOn().contains(other.symbol()))
              .map(other -> "[" + other.id() + "]")
              .toList());
    }
    resource.content().forEach((name, value) -> json.put(name, value(value)));
    return json;
  }

  private static String key(String key) {
    return ArmResource.isParameter(key) ? "[" + key + "]" : key;
  }

  private static Object value(Object value) {
    if (value instanceof ArmResource.Expression expression) {
      return "[" + expression.text() + "]";
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ArmTemplate::value).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .collect(
              Collectors.toMap(
                  entry -> key((String) entry.getKey()),
                  entry -> value(entry.getValue()),
                  (a, b) -> a,
                  LinkedHashMap::new));
    }
    return value;
  }
}
