package io.pinelink.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.utility.DockerImageName;

/** Tests what a container is configured with, without an engine. */
class ContainerSettingsTest {
  private static final String IMAGE = "pinelink/pinelink-local:0.1.0";

  @TempDir Path directory;

  @Test
  void byDefaultAllIndexesShareOnePort() {
    try (PinelinkLocalContainer container = new PinelinkLocalContainer(IMAGE)) {
      assertThat(container.options()).containsExactly("--one-port");
      assertThat(container.getExposedPorts()).containsExactly(5080);
      assertThat(container.getEnvMap())
          .containsEntry("PORT", "5080")
          .containsKey("PINELINK_SERVER_API_TOKEN");
      assertThat(container.getApiKey()).isEqualTo("pcsk_embedded");
    }
  }

  @Test
  void withTlsThePrivateEndpointHasAPortOfItsOwn() {
    try (PinelinkLocalContainer container =
        new PinelinkLocalContainer(IMAGE).withTls().withIndex("docs", 2)) {
      assertThat(container.options())
          .containsExactly(
              "--tls-dir",
              "/data/tls",
              "--accept-plaintext",
              "--listen-private",
              "0.0.0.0:5443",
              "--index",
              "docs:2");
      assertThat(container.getExposedPorts()).containsExactly(5080, 5443);
      assertThat(container.getIndexHost("docs"))
          .isEqualTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    }
  }

  @Test
  void aSeedIsAnOptionOfTheServer() throws IOException {
    Path file = Files.writeString(directory.resolve("animals.jsonl"), "");
    try (PinelinkLocalContainer container =
        new PinelinkLocalContainer(IMAGE).withSeed("pets", file)) {
      assertThat(container.options())
          .containsExactly("--one-port", "--seed", "pets=/seed/pets.jsonl");
    }
  }

  @Test
  void aSeedHasToBeAFileOfAKnownKind() throws IOException {
    Path text = Files.writeString(directory.resolve("animals.txt"), "");
    Path missing = directory.resolve("missing.jsonl");
    try (PinelinkLocalContainer container = new PinelinkLocalContainer(IMAGE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> container.withSeed("pets", text))
          .withMessage(
              "records is %s, expected a file whose name ends in .jsonl or .parquet", text);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> container.withSeed("pets", missing))
          .withMessageStartingWith("records is " + missing);
    }
  }

  @Test
  void theDefaultImageHasTheVersionOfTheArtifact() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    try (PinelinkLocalContainer container = new PinelinkLocalContainer()) {
      String image = container.toString();
      assertThat(image).contains("imageName=" + PinelinkLocalContainer.IMAGE + ":");
      String version = image.replaceAll("(?s).*pinelink-local:([^,)]+).*", "$1");
      assertThat(pom).contains("<version>" + version + "</version>");
    }
  }

  @Test
  void anotherImageIsRefusedUnlessItIsDeclaredAsACopy() {
    DockerImageName copy = DockerImageName.parse("registry.example.com/pinecone:1");
    assertThatIllegalStateException()
        .isThrownBy(() -> new PinelinkLocalContainer(copy))
        .withMessageContaining("registry.example.com/pinecone")
        .withMessageContaining(PinelinkLocalContainer.IMAGE);
    new PinelinkLocalContainer(copy.asCompatibleSubstituteFor(PinelinkLocalContainer.IMAGE))
        .close();
  }

  @Test
  void withoutTlsThereIsNoAuthority() {
    try (PinelinkLocalContainer container = new PinelinkLocalContainer(IMAGE)) {
      assertThatIllegalStateException()
          .isThrownBy(container::getCertificateAuthority)
          .withMessage("The container has no TLS: add withTls()");
    }
  }
}
