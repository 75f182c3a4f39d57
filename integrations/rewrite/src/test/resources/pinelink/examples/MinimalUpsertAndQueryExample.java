package pineconeexamples;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

public class MinimalUpsertAndQueryExample {
    private static final Logger logger = LoggerFactory.getLogger(MinimalUpsertAndQueryExample.class);

    public static class Args {
        public String apiKey = System.getProperty("pinecone.apikey", "example-api-key");
        String indexName = System.getProperty("pinecone.indexName", "example-index-name");
        String namespace = "test-ns";
        int topK = 1;
    }

    public static void main(String[] cliArgs) {
        System.out.println("Starting application...");

        Args args = new Args();

        Pinelink pinecone = Pinelink.builder().apiKey(args.apiKey).build();

        try {
            Index index = pinecone.index(args.indexName);

            logger.info("Sending upsert request.");

            UpsertResponse upsertResponse = index.namespace(args.namespace).upsert(List.of(Vector.of("v1", new float[]{1F, 3F, 5F})));

            logger.info("Got upsert response:" + upsertResponse);

            logger.info("Sending query request");
            QueryResponse queryResponse = index.namespace(args.namespace).query(QueryRequest.builder().id("v1").topK(args.topK).includeValues().build());
            logger.info("Got query response:" + queryResponse);
        } catch (Exception e) {
            e.printStackTrace();
        }
    }
}
