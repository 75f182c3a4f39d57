package engines.stream;

import engines.Article;
import engines.Changes;
import io.pinelink.Index;
import io.pinelink.bulk.BulkChange;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

@Configuration
class ArticleFunction {
  /** Writes a batch, and sends what is refused to the output. */
  @Bean
  Function<Message<List<?>>, List<Message<?>>> write(Index index, JsonMapper json) {
    return batch -> {
      List<?> keys = batch.getHeaders().get(KafkaHeaders.RECEIVED_KEY, List.class);
      List<?> values = batch.getPayload();
      List<Integer> positions = IntStream.range(0, values.size()).boxed().toList();
      return Changes.write(index, positions, i -> change(json, keys.get(i), values.get(i))).stream()
          .<Message<?>>map(
              refused ->
                  MessageBuilder.withPayload(values.get(refused.source()))
                      .setHeader(KafkaHeaders.KEY, keys.get(refused.source()))
                      .setHeader("reason", refused.reason().toString())
                      .build())
          .toList();
    };
  }

  private static BulkChange change(JsonMapper json, Object key, Object value) {
    return value instanceof KafkaNull
        ? BulkChange.delete((String) key)
        : BulkChange.upsert(json.readValue((String) value, Article.class).toVector());
  }

  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> errorHandler() {
    return (container, destination, group) ->
        container.setCommonErrorHandler(
            new DefaultErrorHandler(new ExponentialBackOff(1_000, 2))); // without limit
  }
}
