package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmDnsCacheTest {
  @Test
  void configuredAndDefaultValuesArePrinted() {
    assertThat(new JvmDnsCache(null, "10"))
        .hasToString("answers are cached 30 s, the default, failures 10 s");
    assertThat(new JvmDnsCache("5", null))
        .hasToString("answers are cached 5 s, failures 10 s, the default");
  }

  @Test
  void negativeValuesMeanForever() {
    assertThat(new JvmDnsCache("-1", "0").isForever()).isTrue();
    assertThat(new JvmDnsCache("-1", "0")).hasToString("answers are cached forever, failures 0 s");
    assertThat(new JvmDnsCache("0", "0").isForever()).isFalse();
    assertThat(new JvmDnsCache(null, null).isForever()).isFalse();
  }

  @Test
  void theSettingsOfThisJvmAreRead() {
    assertThat(JvmDnsCache.ofThisJvm().toString()).startsWith("answers are cached ");
  }
}
