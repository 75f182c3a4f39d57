package io.pinelink.internal.bulk.targets;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.MalformedResponseException;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.spi.DataOperations;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTargetTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      VectorResponses.info("r-1", "", 3L, null, ROUTE, Protocol.GRPC, 2);

  private static void check(long counted, String... ids) {
    WriteTarget.checkCount(DataOperations.UPSERT, counted, List.of(ids), Function.identity(), INFO);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void allItemsOrMoreAreAccepted(long counted) {
    assertThatCode(() -> check(counted, "a", "b", "c")).doesNotThrowAnyException();
  }

  @Test
  void anAbsentCountIsAccepted() {
    assertThatCode(() -> check(0, "a", "b", "c")).doesNotThrowAnyException();
  }

  @Test
  void anIdThatIsSentTwiceMayBeCountedOnce() {
    assertThatCode(() -> check(2, "a", "b", "a")).doesNotThrowAnyException();
  }

  @Test
  void fewerItemsThanIdsAreRefused() {
    assertThatThrownBy(() -> check(2, "a", "b", "c"))
        .isInstanceOf(MalformedResponseException.class)
        .hasMessage(
            "upsert on api.pinecone.io (public route) after 2 attempts: malformed response: it"
                + " counts 2 upserted items, but the request has 3");
  }
}
