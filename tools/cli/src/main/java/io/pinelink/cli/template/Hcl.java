package io.pinelink.cli.template;

import java.util.List;
import java.util.stream.Collectors;

/** The parts of a Terraform configuration that are the same in all of them. */
public final class Hcl {
  private Hcl() {}

  /** Returns the blocks of variables, each after an empty line. */
  public static String variables(List<Input> inputs) {
    return inputs.stream().map(Hcl::variable).collect(Collectors.joining());
  }

  private static String variable(Input input) {
    return """

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
            input.values().isEmpty() ? "" : "  default     = " + preset(input) + "\n",
            condition(input),
            Quoted.hcl(input.expectation()));
  }

  private static String preset(Input input) {
    return input.isList() ? list(input.values()) : Quoted.hcl(input.values().get(0));
  }

  private static String condition(Input input) {
    String value = variableOf(input);
    String pattern = Quoted.hcl(input.pattern());
    return input.isList()
        ? "length(%s) > 0 && alltrue([for value in %s : can(regex(%s, value))])"
            .formatted(value, value, pattern)
        : "can(regex(%s, %s))".formatted(pattern, value);
  }

  /** Returns the reference to the variable of an input. */
  public static String variableOf(Input input) {
    return "var." + input.snake();
  }

  /** Returns a list of strings. */
  public static String list(List<String> values) {
    return values.stream().map(Quoted::hcl).collect(Collectors.joining(", ", "[", "]"));
  }
}
