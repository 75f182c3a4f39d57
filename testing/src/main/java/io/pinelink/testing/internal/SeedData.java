package io.pinelink.testing.internal;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testing.internal.Annotations.DeclaredData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * A file with the data of an index.
 *
 * @param beside the test class, beside which the file is looked up
 */
record SeedData(DeclaredData data, Class<?> beside) {
  /** Returns which of the indexes of a test has the data. */
  IndexDeclaration index(Collection<IndexDeclaration> indexes) {
    return indexes.stream()
        .filter(index -> data.index().isEmpty() ? indexes.size() == 1 : isNamed(index))
        .findFirst()
        .orElseThrow(
            () ->
                new ExtensionConfigurationException(
                    "@PineconeData(\"%s\") is for %s, but the test has the indexes %s"
                        .formatted(
                            data.file(),
                            (data.index().isEmpty() ? "the only index" : "'" + data.index() + "'"),
                            indexes.stream().map(IndexDeclaration::name).sorted().toList())));
  }

  private boolean isNamed(IndexDeclaration index) {
    return index.name().equals(data.index());
  }

  /** Loads the data into an index of a server. */
  void load(EmbeddedPinecone server, String index) {
    try {
      Path copy = Files.createTempFile("pinelink-data", suffix());
      try (InputStream in = open()) {
        Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        server.load(index, data.namespace(), copy);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the data of " + this, e);
    }
  }

  private String suffix() {
    int dot = data.file().lastIndexOf('.');
    return dot < 0 ? "" : data.file().substring(dot);
  }

  private InputStream open() throws IOException {
    @Nullable InputStream resource = beside.getResourceAsStream(data.file());
    if (resource != null) {
      return resource;
    }
    Path file = Path.of(data.file());
    if (Files.isRegularFile(file)) {
      return Files.newInputStream(file);
    }
    throw new ExtensionConfigurationException(
        "@PineconeData(\"%s\") is neither a resource beside %s nor the file %s"
            .formatted(data.file(), beside.getName(), file.toAbsolutePath()));
  }

  /** Returns the file and the namespace. */
  @Override
  public String toString() {
    return data.file() + " for namespace '" + data.namespace() + "'";
  }
}
