package io.pinelink.testsupport.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Failures;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamespaceModelTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final Content OLD = new Content(List.of(), "a", 1);
  private static final Content NEW = new Content(List.of(), "b", 2);

  private final Mismatches mismatches = new Mismatches();
  private final NamespaceModel model = new NamespaceModel(mismatches);

  private static int fail() {
    throw Failures.transport(
        new FailedCall("upsert", ROUTE, 1), NetworkCause.CONNECTION_LOST, false, "lost", null);
  }

  private void read(Map<String, Content> found) {
    model.checkFetched(List.of("id"), found, true);
  }

  private void writeInVain() {
    model.write(Map.of("id", OLD), () -> 1);
    assertThatThrownBy(() -> model.write(Map.of("id", NEW), NamespaceModelTest::fail))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void afterAFailedWriteTheOldContentIsReadUntilTheNewOneWas() {
    writeInVain();

    read(Map.of("id", OLD));
    read(Map.of("id", NEW));
    assertThat(mismatches.first()).isEmpty();
    read(Map.of("id", OLD));

    assertThat(mismatches.count()).isOne();
  }

  @Test
  void anIdThatWasReadAfterAFailedWriteMustBeListed() {
    writeInVain();
    read(Map.of("id", NEW));

    model.checkListed(Set.of());

    assertThat(mismatches.count()).isOne();
  }

  @Test
  void anIdThatAFailedDeleteRemovedStaysAbsent() {
    model.write(Map.of("id", OLD), () -> 1);
    assertThatThrownBy(() -> model.delete(List.of("id"), NamespaceModelTest::fail))
        .isInstanceOf(TransportException.class);

    read(Map.of("id", OLD));
    read(Map.of());
    assertThat(mismatches.first()).isEmpty();
    read(Map.of("id", OLD));

    assertThat(mismatches.count()).isOne();
  }

  @Test
  void anUncertainIdOfADeletedGroupMayComeAndGo() {
    writeInVain();
    model.deleteGroup("b", () -> 1);

    read(Map.of("id", NEW));
    read(Map.of());
    read(Map.of("id", OLD));
    read(Map.of("id", NEW));

    assertThat(mismatches.first()).isEmpty();
  }
}
