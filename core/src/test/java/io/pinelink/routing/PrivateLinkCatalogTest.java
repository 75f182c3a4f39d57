package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.routing.PrivateLinkCatalog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateLinkCatalogTest {
  @ParameterizedTest
  @CsvSource({
    "aped-4627-b74a, aws, us-east-1, com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54",
    "apw5-4e34-81fa, aws, us-west-2, com.amazonaws.vpce.us-west-2.vpce-svc-04ecb9a0e0d5aab01",
    "apu-57e2-42f6,  aws, eu-west-1, com.amazonaws.vpce.eu-west-1.vpce-svc-03c6b7e17ff02a70f",
    "apec-a2ee-38c6, aws, eu-central-1,"
        + " com.amazonaws.vpce.eu-central-1.vpce-svc-037997ff6b3d25e34",
    "aps-d9bb-582b,  aws, ap-southeast-1,"
        + " com.amazonaws.vpce.ap-southeast-1.vpce-svc-0c12f00812e786068",
    "eastus2-5e25.prod-azure, azure, eastus2,"
        + " pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice",
  })
  void knowsTheDocumentedEnvironments(
      String environment, String cloud, String region, String service) {
    String zone = "private." + environment + ".pinecone.io";
    assertThat(PrivateLinkCatalog.find(environment))
        .contains(new Entry(environment, new Cloud(cloud), region, zone, service));
    IndexHost host = IndexHost.parse("docs-a1.svc." + environment + ".pinecone.io");
    assertThat(host.privateZone()).contains(zone);
  }

  @Test
  void hasSixRows() {
    assertThat(PrivateLinkCatalog.entries()).hasSize(6).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws us-east-1", "gcp us-east1 service", "aws us-east-1 a b"})
  void anInvalidRowIsNamed(String row) {
    assertThatIllegalStateException()
        .isThrownBy(() -> PrivateLinkCatalog.entry("aped-1", row))
        .withMessageContaining("the row of aped-1 is '" + row + "', expected a cloud of");
  }

  @Test
  void theGuidesHaveTheSameRows() throws IOException {
    Path docs = Path.of("../docs");
    for (Entry entry : PrivateLinkCatalog.entries()) {
      String guide = Files.readString(docs.resolve("private-endpoints-" + entry.cloud() + ".md"));
      assertThat(guide.lines().filter(line -> line.contains("| `" + entry.environment() + "` |")))
          .singleElement(InstanceOfAssertFactories.STRING)
          .startsWith("| " + entry.region())
          .endsWith("| `" + entry.privateZone() + "` | `" + entry.serviceName() + "` |");
    }
    for (Cloud cloud : List.of(Cloud.AWS, Cloud.AZURE)) {
      String guide = Files.readString(docs.resolve("private-endpoints-" + cloud + ".md"));
      assertThat(guide.lines().filter(line -> line.contains("| `private.")))
          .hasSize(
              (int)
                  PrivateLinkCatalog.entries().stream()
                      .filter(entry -> entry.cloud().equals(cloud))
                      .count());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "us-west1-gcp", "aped", "prod-azure", "aws-us-east-1-26bf.byoc"})
  void anUnknownEnvironmentIsEmpty(String environment) {
    assertThat(PrivateLinkCatalog.find(environment)).isEmpty();
  }
}
