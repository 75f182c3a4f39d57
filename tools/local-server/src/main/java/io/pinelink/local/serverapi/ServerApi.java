package io.pinelink.local.serverapi;

import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.gateway.BodyEncoding;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.OwnInterface;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's interface: checks each call, finds its operation and formats refusals. */
public final class ServerApi implements OwnInterface {
  private static final String ROOT = "/_pinelink";

  private final ApiAccess access;
  private volatile @Nullable Supplier<ApiTable> table;

  /** Creates an interface that answers 503 until it is {@linkplain #open opened}. */
  public ServerApi(ApiAccess access) {
    this.access = access;
  }

  /**
   * Serves the operations of a table, which does not change any more.
   *
   * @param complete creates the table, for the first call
   */
  public void open(Supplier<ApiTable> complete) {
    table = new Deferred<>(complete);
  }

  @Override
  public boolean serves(ServerCall call) {
    return call.listener() == ListenerRole.CONTROL
        && call.path().startsWith(ROOT)
        && (call.path().length() == ROOT.length() || call.path().charAt(ROOT.length()) == '/');
  }

  @Override
  public CompletableFuture<ServerResponse> answer(ServerCall call, Executor workers) {
    try {
      return started(call, workers);
    } catch (ApiRefusal e) {
      return CompletableFuture.completedFuture(response(e));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(response(ApiRefusal.of(500, "it failed: " + e)));
    }
  }

  private CompletableFuture<ServerResponse> started(ServerCall call, Executor workers) {
    Supplier<ApiTable> known = table;
    ApiTable operations = known == null ? null : known.get();
    boolean open = operations == null || operations.isOpen(call.method(), call.path());
    Optional<ApiRefusal> refusal = access.refusal(call, open);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (operations == null) {
      throw ApiRefusal.of(503, "the server is starting");
    }
    Optional<String> encoded = BodyEncoding.objection(call);
    if (encoded.isPresent()) {
      throw ApiRefusal.invalid("Content-Encoding", call.header(BodyEncoding.HEADER), encoded.get());
    }
    ApiTable.Found found = operations.find(call.method(), call.path());
    ApiRequest request = new ApiRequest(call, found.pathValue(), workers);
    request.check(found.operation().parameters());
    return found.operation().handler().answer(request);
  }

  private static ServerResponse response(ApiRefusal refusal) {
    ServerResponse response = refusal.response();
    return refusal.status() == 401 ? response.with("www-authenticate", "Bearer") : response;
  }
}
