package io.pinelink.cli.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A value that only the user of a file knows: a variable of Terraform, a parameter of
 * CloudFormation, Azure Resource Manager or Bicep, a variable of a script.
 *
 * @param words the name in lower-case words, such as {@code vpc id}
 * @param description one sentence without its full stop
 * @param isList whether it holds values
 * @param pattern the regular expression that each value matches
 * @param example a valid value
 * @param type the type of the parameter in CloudFormation
 * @param values the default; none if the user must give a value
 */
public record Input(
    String words,
    String description,
    boolean isList,
    String pattern,
    String example,
    String type,
    List<String> values) {
  private static final String RANGE = "^([0-9]{1,3}\\.){3}[0-9]{1,3}/([89]|[12][0-9]|3[0-2])$";

  public static final Input VPC =
      one(
              "vpc id",
              "ID of the VPC of the applications",
              "^vpc-[0-9a-f]{8,17}$",
              "vpc-0a1b2c3d4e5f60718")
          .withType("AWS::EC2::VPC::Id");
  public static final Input SUBNETS =
      list(
              "subnet ids",
              "IDs of subnets for the endpoint, one in each availability zone of the applications",
              "^subnet-[0-9a-f]{8,17}$",
              "subnet-0a1b2c3d4e5f60718")
          .withType("List<AWS::EC2::Subnet::Id>");

  /**
   * A range has at most the size of the largest private one, a /8: neither one range nor two are
   * the whole internet.
   */
  public static final Input CLIENT_RANGES =
      list(
          "client ranges",
          "IPv4 ranges of the applications, which may connect to port 443",
          RANGE,
          "10.0.0.0/16");

  public static final Input CLIENT_RANGE =
      one(
          "client range",
          "IPv4 range of the applications, which may connect to port 443",
          RANGE,
          "10.0.0.0/16");
  public static final Input RESOURCE_GROUP =
      one(
          "resource group name",
          "Name of the resource group",
          "^[-A-Za-z0-9_.()]{1,90}$",
          "network-group");
  public static final Input VIRTUAL_NETWORK =
      one(
          "virtual network id",
          "Resource ID of the virtual network of the applications",
          "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$",
          "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK");
  public static final Input AZURE_SUBNET =
      one(
          "subnet id",
          "Resource ID of the subnet for the endpoint",
          "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+/subnets/[^/]+$",
          "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.Network/virtualNetworks/NETWORK/subnets/SUBNET");
  public static final Input ENDPOINT_NAME =
      one(
          "endpoint name",
          "DNS name of the endpoint",
          "^[a-z0-9_-]+(\\.[a-z0-9_-]+)+$",
          "vpce-1a2b-3c4d.vpce-svc-5e6f.us-east-1.vpce.amazonaws.com");
  public static final Input ENDPOINT_ADDRESSES =
      list(
          "endpoint addresses",
          "Addresses of the endpoint",
          "^([0-9]{1,3}\\.){3}[0-9]{1,3}$",
          "10.0.1.5");
  public static final Input ENDPOINT_IPV6_ADDRESSES =
      list(
          "endpoint ipv6 addresses",
          "IPv6 addresses of the endpoint",
          "^[0-9a-f:.]*:[0-9a-f:.]*$",
          "fd00:0:0:0:0:0:0:7");

  public static final Input AWS_SECRET =
      one(
          "api key secret arn",
          "ARN of the secret of Secrets Manager that is the API key",
          "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+$",
          "arn:aws:secretsmanager:us-east-1:123456789012:secret:pinecone-AbCdEf");
  public static final Input AWS_ARCHITECTURE =
      one(
              "doctor architecture",
              "Processor architecture of the doctor's image",
              "^(X86_64|ARM64)$",
              "ARM64")
          .with(List.of("X86_64"));
  public static final Input AZURE_ENVIRONMENT =
      one(
          "container app environment id",
          "Resource ID of the Container Apps environment, in the virtual network",
          "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.App/managedEnvironments/[^/]+$",
          "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.App/managedEnvironments/ENVIRONMENT");
  public static final Input AZURE_IDENTITY =
      one(
          "identity id",
          "Resource ID of the user-assigned identity that may read the secret and the image",
          "^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.ManagedIdentity/userAssignedIdentities/[^/]+$",
          "/subscriptions/SUBSCRIPTION/resourceGroups/GROUP/providers/Microsoft.ManagedIdentity/userAssignedIdentities/IDENTITY");
  public static final Input AZURE_SECRET =
      one(
          "api key secret id",
          "URI of the secret of Key Vault that is the API key",
          "^https://[a-zA-Z0-9-]+\\.vault\\.azure\\.net/secrets/[^/]+(/[^/]+)?$",
          "https://my-vault.vault.azure.net/secrets/pinecone");

  static Input one(String words, String description, String pattern, String example) {
    return new Input(words, description, false, pattern, example, "String", List.of());
  }

  static Input list(String words, String description, String pattern, String example) {
    return new Input(words, description, true, pattern, example, "CommaDelimitedList", List.of());
  }

  private Input withType(String type) {
    return new Input(words, description, isList, pattern, example, type, values);
  }

  /**
   * Returns this input with a default.
   *
   * @param given the values; none for an input without a default
   * @throws IllegalArgumentException if a value does not match the pattern, or if there are several
   *     where the input takes one
   */
  public Input with(List<String> given) {
    List<String> distinct = given.stream().distinct().toList();
    for (String value : distinct) {
      if (!value.matches(pattern)) {
        throw new IllegalArgumentException(
            words + " '" + value + "' is refused; expected a value such as " + example);
      }
    }
    if (!isList && distinct.size() > 1) {
      throw new IllegalArgumentException(words + " is given " + distinct + "; expected one value");
    }
    return new Input(words, description, isList, pattern, example, type, distinct);
  }

  /** Returns the name as {@code vpc_id}. */
  public String snake() {
    return words.replace(' ', '_');
  }

  /** Returns the name as {@code VPC_ID}. */
  public String upper() {
    return snake().toUpperCase(Locale.ROOT);
  }

  /** Returns the name as {@code VpcId}. */
  public String pascal() {
    return Arrays.stream(words.split(" ", -1))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining());
  }

  /** Returns the name as {@code vpcId}. */
  public String camel() {
    return words.charAt(0) + pascal().substring(1);
  }

  /** Returns the sentence that describes the valid values. */
  String expectation() {
    return "Expected " + (isList ? "values" : "a value") + " such as " + example + ".";
  }
}
