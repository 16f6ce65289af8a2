package io.ordertrail.views.membership;

import io.ordertrail.platform.membership.Member;
import io.ordertrail.platform.membership.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.stereotype.Component;

/**
 * What the nodes of the query side tell each other of their views, as members of the store: how far their segments are, and that they have
 * stopped answering from a view that is about to be switched.
 */
@Component
public class Nodes {

    private static final String VIEWS = "views";

    private final Membership membership;

    /**
     * What a node says of one view.
     *
     * @param version of the projection it has
     * @param held id of the switch for which it holds its queries back, null if none
     * @param positions by generation and key of a segment, of the segments it follows; nodes of earlier versions say a segment's id
     */
    public record Report(int version, String held, Map<Integer, Map<Integer, Long>> positions) {

        Document document() {
            Document byGeneration = new Document();
            positions.forEach((generation, segments) -> {
                Document bySegment = new Document();
                segments.forEach((segment, position) -> bySegment.append(segment.toString(), position));
                byGeneration.append(generation.toString(), bySegment);
            });
            return new Document("version", version).append("held", held).append("positions", byGeneration);
        }

        static Report of(Document document) {
            Map<Integer, Map<Integer, Long>> positions = new HashMap<>();
            document.get("positions", Document.class).forEach((generation, segments) -> {
                Map<Integer, Long> bySegment = new HashMap<>();
                ((Document) segments).forEach((segment, position) -> bySegment.put(Integer.valueOf(segment), (Long) position));
                positions.put(Integer.valueOf(generation), bySegment);
            });
            return new Report(document.getInteger("version"), document.getString("held"), positions);
        }
    }

    public Nodes(Membership membership) {
        this.membership = membership;
    }

    /** From now on, with every beat, this node says so of its views; the first time before this returns. */
    public void report(Supplier<Map<String, Report>> views) {
        membership.say(VIEWS, () -> {
            Document reports = new Document();
            views.get().forEach((view, report) -> reports.append(view, report.document()));
            return reports;
        });
        tell();
    }

    /** Has this node say at once how it stands. */
    public void tell() {
        membership.beat();
    }

    /** Whether no other node can count this one as gone yet. */
    public boolean hasPlace() {
        return membership.hasPlace();
    }

    /**
     * Whether an owner may be replaced, as {@link Membership#isFree} says.
     *
     * @param owner as it was read before; null for none
     */
    public boolean isFree(String owner) {
        return membership.isFree(owner);
    }

    /** What every node that may be alive says of a view, as the store has it now. */
    public List<Report> of(String view) {
        return reports(membership.look(), view).map(Map.Entry::getValue).toList();
    }

    /** The nodes that may be alive and follow a generation of a view, as they said lately. */
    public List<String> following(String view, int generation) {
        return reports(membership.members(), view).filter(report -> report.getValue().positions().containsKey(generation))
                .map(Map.Entry::getKey).toList();
    }

    private static Stream<Map.Entry<String, Report>> reports(List<Member> members, String view) {
        return members.stream().flatMap(member -> member.says(VIEWS).map(views -> views.get(view, Document.class)).stream()
                .map(report -> Map.entry(member.node(), Report.of(report))));
    }
}
