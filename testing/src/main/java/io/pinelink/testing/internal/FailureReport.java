package io.pinelink.testing.internal;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.testing.requests.RecordedRequests;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The requests of a failed test, as an entry of JUnit's report and, because many tools show no
 * entries, as a suppressed exception of the failure.
 */
public final class FailureReport {
  /** The key of the report entry. */
  public static final String KEY = "pinelink.requests";

  private FailureReport() {}

  /** Reports the requests if the test has failed and has used an embedded server. */
  public static void publish(ExtensionContext context, Scope scope) {
    context.getExecutionException().ifPresent(failure -> publish(context, scope, failure));
  }

  /** Reports the requests of a test that fails with the given exception. */
  public static void publish(ExtensionContext context, Scope scope, Throwable failure) {
    Optional<EmbeddedPinecone> server =
        failure instanceof TestAbortedException
            ? Optional.empty()
            : scope.started().flatMap(Session::reported);
    server.ifPresent(
        reported -> {
          String text = "reached the embedded server: " + RecordedRequests.of(reported);
          context.publishReportEntry(KEY, text);
          failure.addSuppressed(new RequestsOfFailedTest(text));
        });
  }

  /** The requests of a failed test. */
  private static final class RequestsOfFailedTest extends Exception {
    private static final long serialVersionUID = 1;

    RequestsOfFailedTest(String text) {
      super(text, null, false, false);
    }
  }
}
