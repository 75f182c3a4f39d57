package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.routing.Router;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectRuleTest {
  @ParameterizedTest
  @CsvSource({
    "api.pinecone.io,      api.pinecone.io,     true",
    "API.Pinecone.IO.,     api.pinecone.io,     true",
    "api.pinecone.io,      x.api.pinecone.io,   false",
    "api.pinecone.io,      xapi.pinecone.io,    false",
    "*.aped-1.pinecone.io, d.svc.aped-1.pinecone.io, true",
    "*.APED-1.pinecone.io, d.aped-1.pinecone.io, true",
    "*.aped-1.pinecone.io, aped-1.pinecone.io,  false",
    "*.aped-1.pinecone.io, xaped-1.pinecone.io, false",
    "*.aped-1.pinecone.io, d.aped-1.pinecone.io.evil.com, false",
    "*.localhost,          d.localhost,         true",
    "*.localhost,          localhost,           false",
  })
  void matchesByWholeLabels(String pattern, String host, boolean matches) {
    assertThat(ConnectRule.forHost(pattern).dial("x").covers(host)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.",
        "a.*.b",
        "**.b",
        "https://a.b",
        "a.b:443",
        "10.0.0.1",
        "a_b",
        "a/b"
      })
  void hasAPatternThatIsANameOrAWildcardAndASuffix(String pattern) {
    assertThatIllegalArgumentException().isThrownBy(() -> ConnectRule.forHost(pattern));
  }

  @Test
  void dialsANameOnPort443() {
    assertThat(ConnectRule.forHost("a.b").dial("vpce-1.vpce.amazonaws.com").targets())
        .containsExactly(InetSocketAddress.createUnresolved("vpce-1.vpce.amazonaws.com", 443));
  }

  @Test
  void dialsAnAddressOrSeveralInTurn() throws Exception {
    InetSocketAddress one = new InetSocketAddress(InetAddress.getByName("10.0.0.1"), 443);
    InetSocketAddress two = new InetSocketAddress(InetAddress.getByName("10.0.0.2"), 8443);
    InetSocketAddress[] given = {one, two};

    ConnectRule rule = ConnectRule.forHost("a.b").dial(given);
    given[0] = two;

    assertThat(rule.targets()).containsExactly(one, two);
    assertThat(ConnectRule.forHost("a.b").dial("10.0.0.1").targets().get(0).getHostString())
        .isEqualTo("10.0.0.1");
    assertThat(ConnectRule.forHost("a.b").dial("fd00::1").targets()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "https://vpce-1", "vpce-1:443", "vpce-1/", "user@vpce-1", "[fd00::1]"})
  void onlyBareNamesAreDialled(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forHost("a.b").dial(name))
        .withMessage(
            "dial is '%s', expected a bare name such as vpce-1a2b.vpce.amazonaws.com", name);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536})
  void dialsAPortFrom1To65535(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forHost("a.b").dial("vpce-1", port))
        .withMessage("port is %s, expected 1 to 65535", port);
  }

  @Test
  void dialsAtLeastOneAddressWithAPort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forHost("a.b").dial())
        .withMessage("a rule for a.b needs an address to dial");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ConnectRule.forHost("a.b").dial(InetSocketAddress.createUnresolved("x", 0)))
        .withMessageEndingWith("is 0, expected 1 to 65535");
  }

  @Test
  void theFirstMatchingRuleApplies() {
    ConnectRule wide = ConnectRule.forHost("*.b").dial("wide");
    ConnectRule narrow = ConnectRule.forHost("a.b").dial("narrow");
    assertThat(Router.firstFor("a.b", List.of(wide, narrow))).isSameAs(wide);
    assertThat(Router.firstFor("a.b", List.of(narrow, wide))).isSameAs(narrow);
    assertThat(Router.firstFor("a.c", List.of(narrow, wide))).isNull();
  }

  @Test
  void printsPatternAndTargets() {
    assertThat(ConnectRule.forHost("*.b").dial("vpce-1")).asString().startsWith("*.b by [vpce-1");
  }

  @Test
  void aProjectsRuleCoversThePrivateHostsOfItsIndexes() {
    ConnectRule rule = ConnectRule.forProject("a1b234c").dial("vpce.example");

    assertThat(rule.covers("docs-a1b234c.svc.private.aped-1.pinecone.io")).isTrue();
    assertThat(rule.covers("more-docs-a1b234c.svc.private.cell.vectors.example.com")).isTrue();
    assertThat(rule.covers("docs-a1b234c.svc.aped-1.pinecone.io")).isFalse();
    assertThat(rule.covers("docs-xa1b234c.svc.private.aped-1.pinecone.io")).isFalse();
    assertThat(rule.covers("a1b234c.svc.private.aped-1.pinecone.io")).isFalse();
    assertThat(rule.covers("localhost")).isFalse();
  }

  @Test
  void aProjectsRuleMayBeForOneEnvironment() {
    ConnectRule rule = ConnectRule.forProject("a1b234c", "eastus2-5e25.prod-azure").dial("a.b");

    assertThat(rule.covers("docs-a1b234c.svc.private.eastus2-5e25.prod-azure.pinecone.io"))
        .isTrue();
    assertThat(rule.covers("docs-a1b234c.svc.private.eastus2-5e25.prod-azure.example.com"))
        .isTrue();
    assertThat(rule.covers("docs-a1b234c.svc.private.aped-1.pinecone.io")).isFalse();
    assertThat(rule.covers("docs-a1b234c.svc.private.eastus2-5e25.prod-azures.pinecone.io"))
        .isFalse();
    assertThat(rule.covers("docs-other.svc.private.eastus2-5e25.prod-azure.pinecone.io")).isFalse();
    assertThat(rule.covers("docs-a1b234c.svc.eastus2-5e25.prod-azure.pinecone.io")).isFalse();
    assertThat(rule).hasToString("project a1b234c in eastus2-5e25.prod-azure by [a.b:443]");
  }

  @Test
  void anIndexsRuleCoversItsPrivateHost() {
    ConnectRule rule = ConnectRule.forIndex("docs").dial("vpce.example");

    assertThat(rule.covers("docs-a1b234c.svc.private.aped-1.pinecone.io")).isTrue();
    assertThat(rule.covers("docs-b-a1b234c.svc.private.aped-1.pinecone.io")).isFalse();
    assertThat(rule.covers("docs-a1b234c.svc.aped-1.pinecone.io")).isFalse();
    assertThat(rule).hasToString("index docs by [vpce.example:443]");
  }

  @Test
  void furtherTargetsComeAfterTheFirst() {
    ConnectRule rule =
        ConnectRule.forIndex("docs").dial("zone-a.example").orElse("any.example", 8443);

    assertThat(rule.targets())
        .containsExactly(
            InetSocketAddress.createUnresolved("zone-a.example", 443),
            InetSocketAddress.createUnresolved("any.example", 8443));
  }

  @Test
  void invalidProjectsAndIndexesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forProject("A.*"))
        .withMessage("projectId is 'A.*', expected lower-case letters and digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forProject("a1b234c", "*.aped-1"))
        .withMessage(
            "environment is '*.aped-1', expected the labels between 'svc' and the domain, such as"
                + " aped-4627-b74a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConnectRule.forIndex("docs."))
        .withMessageStartingWith("index name is 'docs.', expected 1 to 45 of a-z, 0-9 and hyphen");
  }
}
