package io.pinelink.cli.endpoint;

import io.pinelink.routing.Cloud;
import java.util.Locale;

/** A format of infrastructure as code. */
public enum EndpointFormat {
  TERRAFORM,
  CLOUDFORMATION,
  ARM,
  BICEP,
  CLI;

  /**
   * Returns the file.
   *
   * @throws IllegalArgumentException if the format is of another cloud, or cannot hold an option
   */
  String text(CustomerSide side) {
    if (side.hasFlowLogs() && this != TERRAFORM && this != CLOUDFORMATION) {
      throw new IllegalArgumentException(
          "--flow-logs is for --format terraform or cloudformation, but the format is " + this);
    }
    if (side.doctor() != null && this == CLI) {
      throw new IllegalArgumentException(
          "--doctor-image is for files of infrastructure, but the format is " + this);
    }
    return switch (this) {
      case TERRAFORM -> terraform(side);
      case CLOUDFORMATION -> CloudFormationTemplate.of(requireCloud(Cloud.AWS, side));
      case ARM -> ArmTemplate.of(requireCloud(Cloud.AZURE, side));
      case BICEP -> BicepFile.of(requireCloud(Cloud.AZURE, side));
      case CLI -> CloudScript.of(side);
    };
  }

  private static String terraform(CustomerSide side) {
    if (side.cloud().equals(Cloud.AWS)) {
      return AwsTerraform.of(side);
    }
    return side.cloud().equals(Cloud.AZURE) ? AzureTerraform.of(side) : GoogleTerraform.of(side);
  }

  private CustomerSide requireCloud(Cloud cloud, CustomerSide side) {
    if (!side.cloud().equals(cloud)) {
      throw new IllegalArgumentException(
          "--format " + this + " is for " + cloud + ", but the endpoint is in " + side.cloud());
    }
    return side;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
