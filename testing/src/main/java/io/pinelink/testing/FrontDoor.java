package io.pinelink.testing;

import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the planes: it knows keys and network rules, and nothing of indexes. Its
 * refusals are plain text, as those of the service's edge are, over gRPC too.
 */
final class FrontDoor implements Function<HttpCall, Answer> {
  private final @Nullable Set<String> apiKeys;
  private final Function<HttpCall, Answer> control;
  private final Function<HttpCall, Answer> data;
  private volatile boolean restrictedToPrivateEndpoints;

  /**
   * @param apiKeys null to accept every call
   */
  FrontDoor(
      @Nullable Set<String> apiKeys,
      Function<HttpCall, Answer> control,
      Function<HttpCall, Answer> data,
      boolean restrictedToPrivateEndpoints) {
    this.apiKeys = apiKeys;
    this.control = control;
    this.data = data;
    this.restrictedToPrivateEndpoints = restrictedToPrivateEndpoints;
  }

  void restrictToPrivateEndpoints(boolean restricted) {
    restrictedToPrivateEndpoints = restricted;
  }

  @Override
  public Answer apply(HttpCall call) {
    return answer(call).with("x-pinecone-request-id", UUID.randomUUID().toString());
  }

  private Answer answer(HttpCall call) {
    boolean keyIsGood = apiKeys == null || apiKeys.contains(call.header("api-key"));
    if (call.listener() == Listener.CONTROL) {
      return keyIsGood ? control.apply(call) : Answer.text(401, "Invalid API key");
    }
    boolean refused = restrictedToPrivateEndpoints && call.listener() == Listener.PUBLIC_DATA;
    return keyIsGood && !refused ? data.apply(call) : Answer.text(401, "Unauthorized");
  }
}
