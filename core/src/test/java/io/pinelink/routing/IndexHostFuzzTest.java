package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is the host of an index, or is rejected. */
class IndexHostFuzzTest {
  @FuzzTest
  void anyTextIsAHostOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    IndexHost host;
    try {
      host = IndexHost.parse(text, List.of("private.example.com"));
    } catch (IllegalArgumentException refused) {
      // Nothing that is checked extends it.
      assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
      return;
    }
    assertThat(host.name()).matches("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*").hasSizeLessThan(254);
    assertThat(host.port()).isBetween(1, 65_535);
    assertThat(host.publicHost().isPrivate()).isFalse();
  }
}
