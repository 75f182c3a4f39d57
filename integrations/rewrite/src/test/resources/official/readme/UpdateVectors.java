import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.UpdateResponse;
import java.util.Arrays;
import java.util.List;

class UpdateVectors {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");
        List<Float> values = Arrays.asList(1F, 2F, 3F);
        UpdateResponse updateResponse = index.update("v1", values, "example-namespace");
    }
}
