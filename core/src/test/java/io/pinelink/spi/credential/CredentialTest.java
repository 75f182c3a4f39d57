package io.pinelink.spi.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens, and what they are bought with; keys have a test of their own. */
class CredentialTest {
  @Test
  void aTokenIsSentOnlyInAHeader() {
    BearerToken token = new BearerToken("t0ken-of-me");

    assertThat(headersOf(token)).isEqualTo(Map.of("authorization", "Bearer t0ken-of-me"));
    assertThat(token.mask("bad t0ken-of-me")).isEqualTo("bad ***");
    assertThat(token).hasToString("BearerToken[***]").isEqualTo(new BearerToken("t0ken-of-me"));
    assertThat(token).isNotEqualTo(new BearerToken("other"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BearerToken("t0ken-of-me\r\nX: y"))
        .withMessageStartingWith("token has a blank or a character outside ASCII at position 11")
        .withMessageNotContaining("t0k");
  }

  @Test
  void clientCredentialsAreNotSentInHeaders() {
    ClientCredentials credentials = new ClientCredentials("me", "s3cret-key");

    assertThat(headersOf(credentials)).isEmpty();
    assertThat(credentials.mask("me and s3cret-key")).isEqualTo("me and ***");
    assertThat(credentials).hasToString("ClientCredentials[me, ***]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientCredentials("me", " "))
        .withMessage("clientSecret is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientCredentials("", "s3cret-key"))
        .withMessage("clientId is blank");
  }

  static Map<String, String> headersOf(Credential credential) {
    Map<String, String> headers = new HashMap<>();
    credential.forEachHeader(headers::put);
    return headers;
  }
}
