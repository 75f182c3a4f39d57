package io.pinelink.examples.rag;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.stereotype.Component;

/** Writes the guides to the index at the start, before the application reports that it is ready. */
@Component
@ConditionalOnProperty("rag.load")
final class GuideLoader implements ApplicationRunner {
  private static final Logger LOG = LoggerFactory.getLogger(GuideLoader.class);
  private static final int BATCH = 64;

  private final RagProperties properties;
  private final VectorStore store;
  private final ResourcePatternResolver files;

  GuideLoader(RagProperties properties, VectorStore store, ResourceLoader loader) {
    this.properties = properties;
    this.store = store;
    this.files = ResourcePatternUtils.getResourcePatternResolver(loader);
  }

  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    List<Passage> passages = new ArrayList<>();
    for (Resource guide : files.getResources(properties.guides())) {
      passages.addAll(
          MarkdownPassages.split(
              String.valueOf(guide.getFilename()),
              guide.getContentAsString(StandardCharsets.UTF_8)));
    }
    for (int from = 0; from < passages.size(); from += BATCH) {
      int to = Math.min(from + BATCH, passages.size());
      store.add(passages.subList(from, to).stream().map(Passage::toDocument).toList());
      LOG.info("Embedded and stored {} of {} passages", to, passages.size());
    }
  }
}
