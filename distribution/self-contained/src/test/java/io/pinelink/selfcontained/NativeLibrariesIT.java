package io.pinelink.selfcontained;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the native libraries in the jar load under their new names. */
class NativeLibrariesIT {
  @ParameterizedTest
  @ValueSource(strings = {"handler.ssl.OpenSsl", "channel.epoll.Epoll"})
  void theLibraryIsAvailable(String name) throws Exception {
    Class<?> library = Class.forName("io.pinelink.shaded.io.netty." + name);

    assertThat(library.getMethod("unavailabilityCause").invoke(null)).isNull();
    assertThat(library.getMethod("isAvailable").invoke(null)).isEqualTo(true);
  }
}
