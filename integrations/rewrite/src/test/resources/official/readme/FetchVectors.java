import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.FetchResponse;
import java.util.Arrays;
import java.util.List;

class FetchVectors {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");
        List<String> ids = Arrays.asList("v1", "v2", "v3");
        FetchResponse fetchResponse = index.fetch(ids, "example-namespace");
    }
}
