package io.pinelink.examples.rag;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the address of the page once questions can be answered. */
@Component
final class AddressLog {
  private static final Logger LOG = LoggerFactory.getLogger(AddressLog.class);

  private final Environment environment;

  AddressLog(Environment environment) {
    this.environment = environment;
  }

  @EventListener(ApplicationReadyEvent.class)
  void log() {
    LOG.info("Ask questions at http://127.0.0.1:{}/", environment.getProperty("local.server.port"));
  }
}
