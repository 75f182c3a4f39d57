package io.pinelink.cli.template;

import java.util.List;
import java.util.stream.Collectors;

/** The parts of a CloudFormation template that are the same in all of them. */
public final class CloudFormation {
  private CloudFormation() {}

  /** Returns the head of a template, with its parameters and the key of its resources. */
  public static String head(String description, List<Input> inputs) {
    return """
    AWSTemplateFormatVersion: "2010-09-09"
    Description: %s
    Parameters:
    %sResources:
    """
        .formatted(
            Quoted.yaml(description),
            inputs.stream().map(CloudFormation::parameter).collect(Collectors.joining()));
  }

  private static String parameter(Input input) {
    String preset =
        input.values().isEmpty()
            ? ""
            : "    Default: " + Quoted.yaml(String.join(",", input.values())) + "\n";
    // The types of AWS are checked by its API.
    String check =
        input.type().contains("::")
            ? ""
            : "    AllowedPattern: %s\n    ConstraintDescription: %s\n"
                .formatted(Quoted.yaml(input.pattern()), Quoted.yaml(input.expectation()));
    return "  %s:\n    Type: %s\n    Description: %s\n"
            .formatted(input.pascal(), input.type(), input.description())
        + check
        + preset;
  }
}
