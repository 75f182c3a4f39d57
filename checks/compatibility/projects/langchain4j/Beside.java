package compatibility;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.pinecone.PineconeEmbeddingStore;
import dev.langchain4j.store.embedding.pinecone.PineconeServerlessIndexConfig;

/** LangChain4j's Pinecone store: an index, an upsert and a search. */
final class Beside {
  private Beside() {}

  static String run() {
    PineconeEmbeddingStore store =
        PineconeEmbeddingStore.builder()
            .apiKey(System.getenv("PINECONE_API_KEY"))
            .index(System.getenv("INDEX_NAME") + "-b")
            .createIndex(
                PineconeServerlessIndexConfig.builder()
                    .cloud("AWS")
                    .region("us-east-1")
                    .dimension(3)
                    .build())
            .build();
    Embedding embedding = Embedding.from(new float[] {1, 0, 0});
    store.add(embedding, TextSegment.from("LangChain4j"));
    EmbeddingSearchRequest search =
        EmbeddingSearchRequest.builder().queryEmbedding(embedding).maxResults(1).build();
    return store.search(search).matches().get(0).embedded().text() + " store done";
  }
}
