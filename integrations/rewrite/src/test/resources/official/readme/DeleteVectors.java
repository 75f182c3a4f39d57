import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.DeleteResponse;
import java.util.Arrays;
import java.util.List;

class DeleteVectors {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Index index = pinecone.getIndexConnection("example-index");
        List<String> ids = Arrays.asList("v1", "v2", "v3");
        DeleteResponse deleteResponse = index.deleteByIds(ids, "example-namespace");
    }
}
