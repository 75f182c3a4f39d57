package io.pinelink.cli.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.cli.Run;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.PrivateLinkCatalog.Entry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointCommandTest {
  private static final String AWS = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String AZURE = "docs-a1b234c.svc.eastus2-5e25.prod-azure.pinecone.io";
  private static final String BYOC = "docs-a1b234c.svc.aws-us-east-1-26bf.byoc.pinecone.io";

  private static final String IMAGE_OPTION =
      "--doctor-image=registry.example.com/pinelink-local:0.1.0";

  private static Run run(String host, String... options) {
    List<String> args = new ArrayList<>(List.of("endpoint", host));
    args.addAll(List.of(options));
    return Run.of(args.toArray(String[]::new));
  }

  static Stream<Entry> catalogue() {
    return PrivateLinkCatalog.entries().stream();
  }

  @ParameterizedTest
  @MethodSource("catalogue")
  void everyFormatOfACatalogueEntryHasItsServiceAndZone(Entry entry) {
    List<String> formats =
        entry.cloud().equals(Cloud.AWS)
            ? List.of("terraform", "cloudformation", "cli")
            : List.of("terraform", "arm", "bicep", "cli");
    for (String format : formats) {
      Run run = run("docs-a1b234c.svc." + entry.environment() + ".pinecone.io", "--format", format);

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains(entry.serviceName(), entry.region(), entry.privateZone());
    }
  }

  @Test
  void theStepsOfTheConsoleAreNotPartOfTheFile() {
    Run run = run(AWS, "--format", "terraform");

    assertThat(run.out()).doesNotContain("1. ");
    assertThat(run.err())
        .isEqualTo(
            """
            1. Review and apply the file.
            2. In Pinecone's console, as an owner of the project: Settings, Network, Private
               endpoints. Add an endpoint:
                 cloud     aws
                 region    us-east-1
                 endpoint  the ID vpce-… of the endpoint, an output of the file
            3. Where the applications run:
                 pinelink doctor docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io
            4. Once that passes in every network of the project, restrict access: Settings,
               Network, Access, Restrict access to only private endpoints.
            """);
  }

  @Test
  void anEndpointInOnesOwnCloudIsNotRegistered() {
    Run run =
        run(
            BYOC,
            "--format=terraform",
            "--service-name=com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0");

    assertThat(run.err()).startsWith("1. Review").contains("2. Where the applications run");
    assertThat(run.err()).doesNotContain("console");
    assertThat(run.out()).doesNotContain("console");
  }

  @Test
  void givenValuesAreDefaultsThatCanBeReplaced() throws IOException {
    String network =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n";
    JsonNode template =
        new ObjectMapper()
            .readTree(
                run(AZURE, "--format=arm", "--network", network, "--subnet", network + "/subnets/e")
                    .out());

    assertThat(template.at("/parameters/virtualNetworkId/defaultValue").textValue())
        .isEqualTo(network);
    assertThat(template.at("/parameters/subnetId/defaultValue").textValue())
        .isEqualTo(network + "/subnets/e");
    assertThat(run(AWS, "--format=cli", "--network=vpc-0a1b2c3d").out())
        .contains("VPC_ID=${VPC_ID:-'vpc-0a1b2c3d'}", ": \"${SUBNET_IDS:?");
  }

  @Test
  void severalVpcsOfAnAccountHaveNamesOfTheirOwn() {
    String file = run(AWS, "--format=terraform", "--flow-logs", IMAGE_OPTION).out();

    assertThat(file.lines().filter(line -> line.matches(" +(name|alarm_name|family) +=.*local.*")))
        .hasSize(14);
    assertThat(file).containsOnlyOnce("\"pinecone-aped-4627-b74a");
    assertThat(file).contains("name = \"${var.name_prefix}-${trimprefix(var.vpc_id, \"vpc-\")}\"");
  }

  @Test
  void theFileChecksWhatTheCloudWouldNotReport() {
    assertThat(run(AWS, "--format=terraform").out())
        .contains(
            "data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames",
            "data.aws_vpc_endpoint_service.pinecone.availability_zones",
            "self.state == \"available\"");
    assertThat(run(AWS, "--format=terraform", "--enable-dns-name").out())
        .contains(
            "data.aws_vpc.pinecone.enable_dns_support && data.aws_vpc.pinecone.enable_dns_hostnames",
            "data.aws_vpc_endpoint_service.pinecone.private_dns_name != \"\"");
  }

  @Test
  void flowLogsAreKeyedBySubnet() {
    assertThat(run(AWS, "--format=terraform", "--flow-logs").out())
        .contains("eni_id          = data.aws_network_interface.pinecone[each.key].id")
        .doesNotContain("count.index");
  }

  @Test
  void noRangeIsAdmittedThatWasNotGiven() {
    assertThat(run(AWS, "--format=terraform").out()).doesNotContain("0.0.0.0/0", "10.0.0.0/8");
    assertThat(run(AWS, "--format=cloudformation").out()).contains("CidrIp: !Ref ClientRange");
    assertThat(run(AWS, "--format=cloudformation", "--client-range=10.0.0.0/16").out())
        .contains("CidrIp: \"10.0.0.0/16\"")
        .doesNotContain("ClientRange");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--network=vpc-x           | vpc id 'vpc-x' is refused; expected a value such as vpc-0a1b",
        "--network=vpc-12345678\"  | vpc id 'vpc-12345678\"' is refused",
        "--subnet=eni-0a1b2c3d     | subnet ids 'eni-0a1b2c3d' is refused; expected",
        "--client-range=0.0.0.0/0  | client ranges '0.0.0.0/0' is refused; expected",
        "--client-range=128.0.0.0/1| client ranges '128.0.0.0/1' is refused; expected",
        "--client-range=10.0.0.0/7 | client ranges '10.0.0.0/7' is refused; expected",
        "--client-range=10.0.0.1   | client ranges '10.0.0.1' is refused; expected",
        "--client-range=fd00::/8   | client ranges 'fd00::/8' is refused; expected",
        "--resource-group=g        | --resource-group is refused: the endpoint is in aws",
        "--service-name=svc        | --service-name 'svc' is refused; expected one of",
        "--format=arm              | --format arm is for azure, but the endpoint is in aws",
      })
  void aValueThatDoesNotFitIsRefused(String option, String message) {
    Run run =
        option.startsWith("--format") ? run(AWS, option) : run(AWS, option, "--format=terraform");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message).doesNotContain("1. Review");
  }

  @Test
  void optionsOfAwsAreRefusedElsewhere() {
    for (String option : List.of("--enable-dns-name", "--flow-logs", "--client-range=10.0.0.0/8")) {
      assertThat(run(AZURE, "--format=terraform", option).err())
          .contains(option.replaceAll("=.*", "") + " is refused: the endpoint is in azure");
    }
  }

  @Test
  void flowLogsAreRefusedWhereNoFileHoldsThem() {
    assertThat(run(AWS, "--format=cli", "--flow-logs").err())
        .contains("--flow-logs is for --format terraform or cloudformation, but the format is cli");
    assertThat(run(AWS, "--format=cloudformation", "--flow-logs").err())
        .contains("--flow-logs with --format cloudformation needs --subnet");
  }

  @Test
  void aTemplateWithFlowLogsHasTheSubnetsThatItLogs() {
    Run run = run(AWS, "--format=cloudformation", "--flow-logs", "--subnet=subnet-0a1b2c3d");

    assertThat(run.out())
        .contains("SubnetIds: [\"subnet-0a1b2c3d\"]", "aws:SourceAccount: !Ref AWS::AccountId")
        .doesNotContain("Type: List<AWS::EC2::Subnet::Id>");
    assertThat(run.err())
        .startsWith("1. Review and apply the file, with --capabilities CAPABILITY_IAM.\n");
  }

  @Test
  void theScheduledDoctorChecksThePrivateFormOfEachHost() {
    Run run =
        Run.of("endpoint", AWS, AWS.replace("docs", "notes"), "--format=terraform", IMAGE_OPTION);

    assertThat(run.out())
        .contains(
            "\"watch\", \"docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io\","
                + " \"notes-a1b234c.svc.private.aped-4627-b74a.pinecone.io\", \"--once\"",
            "name = \"PINELINK_ROUTE_POLICY\", value = \"private-required\"",
            "name = \"PINECONE_API_KEY\", valueFrom = var.api_key_secret_arn");
    assertThat(run.err()).contains("4. Subscribe to the topic of the doctor");
  }

  @Test
  void theScheduledDoctorSendsTheKeyToADomainOfOnesOwn() {
    Run run =
        run(
            "docs-a1b234c.svc.aws-us-east-1-26bf.byoc.example.com",
            "--format=cloudformation",
            "--trust-domain=example.com",
            "--service-name=com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
            IMAGE_OPTION);

    assertThat(run.out()).contains("\"--once\", \"--json\", \"--trust-domain\", \"example.com\"]");
    assertThat(run.err()).contains("--capabilities CAPABILITY_IAM", "--trust-domain example.com");
  }

  @Test
  void onlyARegistryOfAzureGetsTheIdentity() {
    assertThat(run(AZURE, "--format=terraform", IMAGE_OPTION).out()).doesNotContain("registry {");
    assertThat(run(AZURE, "--format=bicep", IMAGE_OPTION).out()).doesNotContain("registries");
    assertThat(run(AZURE, "--format=arm", "--doctor-image=me.azurecr.io/a:1").out())
        .contains("\"server\": \"me.azurecr.io\"");
  }

  @Test
  void aScheduledDoctorThatCannotBeIsRefused() {
    assertThat(run(AWS, "--format=cli", IMAGE_OPTION).err())
        .contains("--doctor-image is for files of infrastructure, but the format is cli");
    assertThat(run(AWS, "--format=terraform", "--doctor-image=a image").err())
        .contains("--doctor-image 'a image' is refused; expected an image such as");
    assertThat(
            run(
                    "docs-a1.svc." + "a".repeat(30) + ".pinecone.io",
                    "--format=terraform",
                    "--service-name=n.00000000-0000-0000-0000-000000000000.eastus2.azure.privatelinkservice",
                    IMAGE_OPTION)
                .err())
        .contains("the name 'doctor-aaa", "over 32 characters");
  }

  @Test
  void anUnknownEnvironmentNeedsItsService() {
    assertThat(run(BYOC, "--format=terraform").err())
        .contains(
            "environment 'aws-us-east-1-26bf.byoc' is not in the catalogue; name its endpoint"
                + " service with --service-name");
  }

  @Test
  void aNameThatNoCloudHoldsIsRefused() {
    String environment = "a".repeat(60);

    assertThat(
            run(
                    "docs-a1.svc." + environment + ".pinecone.io",
                    "--format=terraform",
                    "--service-name=com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
                .err())
        .contains("the name 'pinecone-" + environment + "' of a resource", "over 63 characters");
  }

  @Test
  void theLimitOfTheNamesOfRolesIsKept() {
    String host = "docs-a1.svc." + "a".repeat(50) + ".pinecone.io";

    assertThat(
            run(
                    host,
                    "--format=terraform",
                    "--flow-logs",
                    "--service-name=com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")
                .out())
        .contains("default     = \"pinecone-aaaaaaaaaaaaaaaaaaaaa\"");
  }
}
