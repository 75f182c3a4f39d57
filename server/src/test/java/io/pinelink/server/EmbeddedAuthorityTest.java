package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.server.internal.wire.Pem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedAuthorityTest {
  private final EmbeddedAuthority authority = EmbeddedAuthority.create();

  @TempDir private Path directory;

  @Test
  void aSavedAuthorityIsLoadedAndItsServersAreTrusted() {
    Path deep = directory.resolve("a/b");
    authority.save(deep);
    EmbeddedAuthority same = EmbeddedAuthority.load(deep);

    assertThat(same.certificate()).isEqualTo(authority.certificate());
    assertThat(same.pem()).isEqualTo(authority.pem());
    try (EmbeddedPinecone first = EmbeddedPinecone.builder().authority(authority).start();
        EmbeddedPinecone second = EmbeddedPinecone.builder().authority(same).start();
        TestClients trustFirst = new TestClients(first)) {
      assertThat(second.authority().certificate()).isEqualTo(first.authority().certificate());
      for (Listener listener : List.of(Listener.CONTROL, Listener.PRIVATE_DATA)) {
        String host =
            listener == Listener.CONTROL
                ? "api.pinecone.io"
                : "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
        assertThat(
                trustFirst.http(second.address(listener), host, "GET", "/indexes", "", "").status())
            .isEqualTo(401);
      }
    }
  }

  @Test
  void theKeyIsReadableOnlyByItsOwner() throws IOException {
    authority.save(directory);
    authority.save(directory);

    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("ca.pem", "ca-key.pem");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("ca-key.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void eachAuthorityIsDifferent() {
    assertThat(EmbeddedAuthority.create().certificate()).isNotEqualTo(authority.certificate());
  }

  @Test
  void invalidAuthoritiesAreRefused() throws IOException {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> EmbeddedAuthority.load(directory))
        .withCauseInstanceOf(NoSuchFileException.class);

    EmbeddedAuthority.create().save(directory.resolve("other"));
    authority.save(directory);
    Files.copy(
        directory.resolve("other/ca-key.pem"),
        directory.resolve("ca-key.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    assertNoAuthority("the key belongs to another certificate");

    Files.writeString(directory.resolve("ca-key.pem"), authority.pem());
    assertNoAuthority("no PEM block 'PRIVATE KEY'");

    authority.save(directory);
    Files.writeString(directory.resolve("ca.pem"), Pem.encode(Pem.CERTIFICATE, new byte[] {1, 2}));
    assertThatIllegalArgumentException().isThrownBy(() -> EmbeddedAuthority.load(directory));
  }

  private void assertNoAuthority(String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EmbeddedAuthority.load(directory))
        .withMessageContaining(directory.toString())
        .havingCause()
        .withMessage(reason);
  }
}
