package engines.camel;

import com.fasterxml.jackson.databind.json.JsonMapper;
import engines.Article;
import engines.Changes;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.error.BulkException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

public class ArticleRoute extends RouteBuilder {
  private final JsonMapper json = new JsonMapper();
  private final Index index;

  public ArticleRoute(Index index) {
    this.index = index;
  }

  @Override
  public void configure() {
    onException(BulkException.class)
        .onWhen(
            failed ->
                failed.getProperty(Exchange.EXCEPTION_CAUGHT, BulkException.class).isRetryable())
        .maximumRedeliveries(-1)
        .redeliveryDelay(1_000)
        .backOffMultiplier(2)
        .maximumRedeliveryDelay(60_000);

    from("file:{{folder}}/inbox?moveFailed=.failed")
        .split(body().tokenize("\n", 1_000, false))
        .streaming()
        .stopOnException()
        .bean(this, "write")
        .split(body())
        .to("file:{{folder}}/refused?fileExist=Append&appendChars=\\n");

    from("direct:nearest")
        .transform()
        .body(float[].class, values -> index.query(q -> q.vector(values).topK(10)).matches());
  }

  /** Writes lines in order, and returns those that are refused. */
  public List<String> write(String lines) {
    return Changes.write(index, lines.lines().toList(), this::upsert).stream()
        .map(Changes.Refused::source)
        .toList();
  }

  private BulkChange upsert(String line) throws Exception {
    return BulkChange.upsert(json.readValue(line, Article.class).toVector());
  }

  public static void main(String[] args) throws Exception {
    try (Pinelink client = Pinelink.builder().build()) { // closed when the routes have stopped
      Main main = new Main();
      main.configure().addRoutesBuilder(new ArticleRoute(client.index("articles")));
      main.run(args);
    }
  }
}
