package io.pinelink.cli.endpoint;

import io.pinelink.cli.template.Input;
import io.pinelink.cli.template.Quoted;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Azure's part as a Bicep file, with the resources of the template. */
final class BicepFile {
  private BicepFile() {}

  static String of(CustomerSide side) {
    List<ArmResource> resources = ArmResource.of(side);
    return "// "
        + side.title()
        + ".\n"
        + ArmResource.inputs(side).stream().map(BicepFile::parameter).collect(Collectors.joining())
        + resources.stream().map(BicepFile::resource).collect(Collectors.joining())
        + """

        @description(%s)
        output endpointId string = endpoint.id
        """
            .formatted(Quoted.bicep(ConsoleSteps.outputDescription(side)));
  }

  private static String parameter(Input input) {
    return """

    @description(%s)
    @minLength(1)
    param %s string%s
    """
        .formatted(
            Quoted.bicep(input.description() + "."),
            input.camel(),
            input.values().stream()
                .map(value -> " = " + Quoted.bicep(value))
                .collect(Collectors.joining()));
  }

  private static String resource(ArmResource resource) {
    boolean nested = resource.name().size() > 1;
    StringBuilder text = new StringBuilder();
    text.append(
        "\nresource %s '%s@%s' = {\n"
            .formatted(resource.symbol(), resource.type(), resource.apiVersion()));
    if (nested) {
      text.append("  parent: ").append(resource.dependsOn().get(0)).append('\n');
    }
    String last = resource.name().get(resource.name().size() - 1);
    text.append("  name: ").append(Quoted.bicep(last)).append('\n');
    resource.content().forEach((name, value) -> text.append(property(name, value, "  ")));
    List<String> further = resource.dependsOn().stream().skip(nested ? 1 : 0).toList();
    if (!further.isEmpty()) {
      text.append("  dependsOn: [\n");
      further.forEach(symbol -> text.append("    ").append(symbol).append('\n'));
      text.append("  ]\n");
    }
    return text.append("}\n").toString();
  }

  private static String property(String name, Object value, String indent) {
    String key = ArmResource.isParameter(name) ? "'${" + names(name) + "}'" : name;
    return indent + key + ": " + value(value, indent) + "\n";
  }

  /** Bicep refers to a parameter by its name alone. */
  private static String names(String expression) {
    return expression.replaceAll("parameters\\('(\\w+)'\\)", "$1");
  }

  private static String value(Object value, String indent) {
    String inner = indent + "  ";
    if (value instanceof ArmResource.Expression expression) {
      return names(expression.text());
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> property((String) entry.getKey(), entry.getValue(), inner))
          .collect(Collectors.joining("", "{\n", indent + "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream()
          .map(each -> inner + value(each, inner) + "\n")
          .collect(Collectors.joining("", "[\n", indent + "]"));
    }
    return value instanceof String text ? Quoted.bicep(text) : String.valueOf(value);
  }
}
