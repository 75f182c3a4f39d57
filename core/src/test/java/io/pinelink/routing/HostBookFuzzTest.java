package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Tests that any text is a host book, which is read back as it was written, or is refused. */
class HostBookFuzzTest {
  @FuzzTest
  void anyTextIsAHostBookOrRefused(byte[] bytes) {
    HostBook book;
    try {
      book = HostBookText.read("hosts", new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException refused) {
      assertThat(refused)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("hosts");
      return;
    }
    assertThat(HostBookText.read("copy", HostBookText.write(book.entries()))).isEqualTo(book);
  }
}
