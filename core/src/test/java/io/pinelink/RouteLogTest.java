package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.routing.ConnectRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the log lines about routes with the JDK's own logging. */
class RouteLogTest extends ClientScene {
  private static final String FIRST = "logged-a1.svc.aped-1.pinecone.io";
  private static final String SECOND = "logged-b2.svc.aped-1.pinecone.io";

  private final Logger logger = Logger.getLogger("io.pinelink");
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord event) {
          String text = new SimpleFormatter().formatMessage(event);
          // Other tests may log at the same time.
          if (text.contains("logged-")) {
            event.setMessage(text);
            logged.add(event);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final Level configured = logger.getLevel();

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setLevel(configured);
  }

  @Test
  void theFirstRouteOfAClientIsLoggedOnceUnderThePublicName() throws Exception {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 40037);
    rest.answering(docs(FIRST, "logged-a1.svc.private.aped-1.pinecone.io"));
    try (Pinelink client =
        builder().connectRule(ConnectRule.forHost(FIRST).dial(address)).build()) {
      client.index("docs");
      client.indexAt(FIRST);
      client.indexAt(SECOND);
    }

    assertThat(logged).hasSize(1);
    LogRecord line = logged.get(0);
    assertThat(line.getLevel()).isEqualTo(Level.INFO);
    assertThat(line.getLoggerName()).isEqualTo("io.pinelink");
    assertThat(line.getSourceClassName()).isEqualTo("io.pinelink.Pinelink");
    assertThat(line.getSourceMethodName()).doesNotContain("lambda");
    assertThat(line.getMessage())
        .isEqualTo(
            "the route of the first index is public "
                + FIRST
                + " by [127.0.0.1:40037] (the control plane's host; it lists the private host"
                + " logged-a1.svc.private.aped-1.pinecone.io too); the project has a private"
                + " endpoint: RoutePolicy.privateRequired() would use"
                + " logged-a1.svc.private.aped-1.pinecone.io");
  }

  @Test
  void routesToALabelledServerAreNotLogged() {
    try (Pinelink client = builder().label("embedded server").build()) {
      assertThat(client.indexAt(FIRST).route().label()).contains("embedded server");
    }

    assertThat(logged).isEmpty();
  }
}
