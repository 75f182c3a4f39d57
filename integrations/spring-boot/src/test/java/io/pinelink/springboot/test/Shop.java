package io.pinelink.springboot.test;

import io.pinelink.Index;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Match;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web application that keeps vectors in the index {@code products}. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Shop.Products.class)
class Shop {
  @Bean
  EmbeddedPineconeInitializer products() {
    return client ->
        client
            .controlPlane()
            .createIndex(
                CreateIndexRequest.dense(
                    "products", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
  }

  @RestController
  static class Products {
    private final Index products;

    Products(@Qualifier("products") Index products) {
      this.products = products;
    }

    @PutMapping("/products/{id}/{x}/{y}")
    void put(
        @PathVariable("id") String id, @PathVariable("x") float x, @PathVariable("y") float y) {
      products.upsert(List.of(Vector.of(id, new float[] {x, y})));
    }

    @GetMapping("/nearest/{x}/{y}")
    List<String> nearest(@PathVariable("x") float x, @PathVariable("y") float y) {
      return products.query(QueryRequest.builder().vector(x, y).topK(1).build()).matches().stream()
          .map(Match::id)
          .toList();
    }
  }
}
