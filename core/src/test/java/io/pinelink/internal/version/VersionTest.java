package io.pinelink.internal.version;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.error.IncompatibleLibraryException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionTest {
  @TempDir Path folder;

  @Test
  void severalVersionsOnOneClassPathAreRefusedWithTheirPlaces() throws Exception {
    try (URLClassLoader loader = loader(jar("core", "1.0.0"), jar("self-contained", "1.1.0"))) {
      assertThatExceptionOfType(IncompatibleLibraryException.class)
          .isThrownBy(() -> Version.requireOne(loader))
          .withMessageContainingAll("several versions", "1.0.0", "core", "1.1.0", "self-contained");
    }
  }

  @Test
  void theSameVersionTwiceIsAccepted() throws Exception {
    try (URLClassLoader loader = loader(jar("core", "1.1.0"), jar("self-contained", "1.1.0"))) {
      assertThatCode(() -> Version.requireOne(loader)).doesNotThrowAnyException();
    }
  }

  private URL jar(String name, String version) throws IOException {
    Path resources =
        Files.createDirectories(folder.resolve(name + "/io/pinelink/internal/version"));
    Files.writeString(resources.resolve("version.properties"), "version=" + version);
    return folder.resolve(name).toUri().toURL();
  }

  private static URLClassLoader loader(URL... jars) {
    return new URLClassLoader(jars, ClassLoader.getPlatformClassLoader());
  }
}
