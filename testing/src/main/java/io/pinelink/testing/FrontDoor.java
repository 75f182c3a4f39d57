package io.pinelink.testing;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the planes: it knows keys and network rules, and nothing of indexes. Its
 * refusals are plain text, as those of the service's edge are, over gRPC too.
 */
final class FrontDoor implements Service {
  private final @Nullable Set<String> apiKeys;
  private final Service control;
  private final Service data;
  private volatile boolean restrictedToPrivateEndpoints;

  /**
   * @param apiKeys null to accept every call
   */
  FrontDoor(
      @Nullable Set<String> apiKeys,
      Service control,
      Service data,
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
  public String operation(HttpCall call) {
    return plane(call).operation(call);
  }

  @Override
  public Set<String> operations() {
    Set<String> operations = new HashSet<>(control.operations());
    operations.addAll(data.operations());
    return operations;
  }

  private Service plane(HttpCall call) {
    return call.listener() == Listener.CONTROL ? control : data;
  }

  @Override
  public Answer answer(HttpCall call) {
    return guarded(call).with("x-pinecone-request-id", UUID.randomUUID().toString());
  }

  private Answer guarded(HttpCall call) {
    boolean keyIsGood = apiKeys == null || apiKeys.contains(call.header("api-key"));
    if (call.listener() == Listener.CONTROL) {
      return keyIsGood ? control.answer(call) : Answer.text(401, "Invalid API key");
    }
    boolean refused = restrictedToPrivateEndpoints && call.listener() == Listener.PUBLIC_DATA;
    return keyIsGood && !refused ? data.answer(call) : Answer.text(401, "Unauthorized");
  }
}
