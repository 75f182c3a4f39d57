package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TlsOptionsTest {
  @Test
  void trustsTheSystemOrAtLeastOneAuthority() {
    assertThat(TlsOptions.systemTrust().authorities()).isEmpty();
    assertThat(TlsOptions.systemTrust()).hasToString("system trust");
    assertThatIllegalArgumentException()
        .isThrownBy(TlsOptions::trustOnly)
        .withMessage("authorities is empty, expected at least one certificate");
  }
}
