package io.pinelink.examples.micronaut;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.pinelink.Index;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Answers with the names and scores of the three colours that are most similar to a given one. */
@Controller("/colours")
final class ColourSearch {
  private final Index colours;

  ColourSearch(@Named("colours") Index colours) {
    this.colours = colours;
  }

  @Get
  CompletionStage<Map<String, Float>> similar(
      @QueryValue float red, @QueryValue float green, @QueryValue float blue) {
    QueryRequest request =
        QueryRequest.builder().vector(new float[] {red, green, blue}).topK(3).build();
    return colours
        .async()
        .query(request)
        .thenApply(
            response -> {
              Map<String, Float> scores = new LinkedHashMap<>();
              for (Match match : response.matches()) {
                scores.put(match.id(), match.score());
              }
              return scores;
            });
  }
}
