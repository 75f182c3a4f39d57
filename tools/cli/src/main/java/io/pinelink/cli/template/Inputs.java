package io.pinelink.cli.template;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The inputs of a file in its language, for a placeholder on a line of its own. */
public final class Inputs {
  private Inputs() {}

  private static String each(
      List<Input> inputs, String separator, Function<Input, String> written) {
    return inputs.stream()
        .map(written)
        .map(text -> text.substring(0, text.length() - 1))
        .collect(Collectors.joining(separator + "\n"));
  }

  /** Returns variables of Terraform, each after an empty line. */
  public static String terraform(List<Input> inputs) {
    return each(
        inputs,
        "",
        input ->
            """

            variable "%s" {
              description = %s
              type        = %s
            %s
              validation {
                condition     = %s
                error_message = %s
              }
            }
            """
                .formatted(
                    input.snake(),
                    Quoted.hcl(input.description() + "."),
                    input.isList() ? "list(string)" : "string",
                    input.values().isEmpty()
                        ? ""
                        : "  default     = " + terraformDefault(input) + "\n",
                    condition(input),
                    Quoted.hcl(input.expectation())));
  }

  private static String terraformDefault(Input input) {
    return input.isList()
        ? input.values().stream().map(Quoted::hcl).collect(Collectors.joining(", ", "[", "]"))
        : Quoted.hcl(input.values().get(0));
  }

  private static String condition(Input input) {
    String value = "var." + input.snake();
    String pattern = Quoted.hcl(input.pattern());
    return input.isList()
        ? "length(%s) > 0 && alltrue([for value in %s : can(regex(%s, value))])"
            .formatted(value, value, pattern)
        : "can(regex(%s, %s))".formatted(pattern, value);
  }

  /** Returns parameters of CloudFormation. The types of AWS are checked by its API. */
  public static String cloudFormation(List<Input> inputs) {
    return each(
        inputs,
        "",
        input ->
            "  %s:\n    Type: %s\n    Description: %s\n"
                    .formatted(input.pascal(), input.type(), input.description())
                + (input.type().contains("::")
                    ? ""
                    : "    AllowedPattern: %s\n    ConstraintDescription: %s\n"
                        .formatted(Quoted.yaml(input.pattern()), Quoted.yaml(input.expectation())))
                + (input.values().isEmpty()
                    ? ""
                    : "    Default: " + Quoted.yaml(String.join(",", input.values())) + "\n"));
  }

  /** Returns parameters of Azure Resource Manager, which cannot check a pattern. */
  public static String arm(List<Input> inputs) {
    return each(
        inputs,
        ",",
        input ->
            """
                "%s": {
                  "type": "string",
            %s      "minLength": 1,
                  "metadata": {
                    "description": %s
                  }
                }
            """
                .formatted(
                    input.camel(),
                    input.values().stream()
                        .map(value -> "      \"defaultValue\": " + Quoted.yaml(value) + ",\n")
                        .collect(Collectors.joining()),
                    Quoted.yaml(input.description() + ".")));
  }

  /** Returns parameters of Bicep, each after an empty line. */
  public static String bicep(List<Input> inputs) {
    return each(
        inputs,
        "",
        input ->
            """

            @description(%s)
            @minLength(1)
            param %s string%s
            """
                .formatted(
                    Quoted.bicep(input.description() + "."),
                    input.camel(),
                    input.values().stream()
                        .map(value -> " = " + Quoted.bicep(value))
                        .collect(Collectors.joining())));
  }

  /**
   * Returns variables of a shell that can be set in the environment, with their values separated by
   * blanks.
   */
  public static String shell(List<Input> inputs) {
    return each(
        inputs,
        "",
        input ->
            (input.values().isEmpty()
                    ? ": \"${%s:?%s, such as %s}\"\n"
                        .formatted(input.upper(), input.description(), input.example())
                    : "%1$s=${%1$s:-%2$s}\n"
                        .formatted(input.upper(), Quoted.shell(String.join(" ", input.values()))))
                + (input.isList() ? "# shellcheck disable=SC2086 # a word for each value\n" : "")
                + "check %s %s \\\n  %s %s\n"
                    .formatted(
                        input.upper(),
                        Quoted.shell(input.example()),
                        Quoted.shell(input.pattern()),
                        (input.isList() ? "$%s" : "\"$%s\"").formatted(input.upper())));
  }
}
