// SPDX-License-Identifier: Apache-2.0
#include "record/snapshots.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/plain_world.h"
#include "model/relations/contents.h"
#include "model/relations/pacts.h"

namespace gemeinsim::tests {
namespace {

template <class T>
std::vector<T> values(const Table& table, const std::string& name) {
    for (const TableColumn& column : table.columns)
        if (column.name == name) return std::get<std::vector<T>>(column.data);
    ADD_FAILURE() << "no column " << name;
    return {};
}

/// Actors 0 to 4, no contents but those that a test sets: contacts 0-1, 1-2, 0-2, 3-4, a pact of 0, 1 and 2.
struct Scene {
    Model model = plain_model(5);
    State now;
    Scene() {
        model.relations.information_content = model.relations.clients_content = 0;
        model.exchange.joint_content = 0;
        now = plain_state(model, {1, 0});
        for (const auto& [i, j] : std::vector<std::pair<std::size_t, std::size_t>>{{1, 0}, {2, 1}, {0, 2}, {4, 3}})
            now.relations.contacts.add(ActorId(i), ActorId(j));
        add_pact(now.relations, {0xF000000000001801, {ActorId(0), ActorId(1), ActorId(2)}, 36, 0});
    }
    [[nodiscard]] Table taken(Month month) const {
        Table table = empty_snapshots();
        append_snapshot(model, month, now, table);
        return table;
    }
};

TEST(Snapshot, HoldsEachContactOnceAndEachPairOfAPact) {
    const Table table = Scene().taken(7);
    using Numbers = std::vector<std::int32_t>;
    using Flags = std::vector<std::int8_t>;
    EXPECT_EQ(values<std::int32_t>(table, "month"), Numbers(7, 7));
    EXPECT_EQ(values<std::int32_t>(table, "from"), (Numbers{0, 0, 1, 3, 0, 0, 1}));
    EXPECT_EQ(values<std::int32_t>(table, "to"), (Numbers{1, 2, 2, 4, 1, 2, 2}));
    EXPECT_EQ(values<std::int8_t>(table, "form"), (Flags{0, 0, 0, 0, 1, 1, 1}));
    constexpr std::int64_t name = 0x1E000000000003;
    EXPECT_EQ(values<std::int64_t>(table, "pact_name"), (std::vector<std::int64_t>{0, 0, 0, 0, name, name, name}));
    EXPECT_EQ(values<std::int8_t>(table, "joint_work"), (Flags{1, 1, 1, 0, 1, 1, 1}));  // always under a pact
    for (const char* none : {"information", "money", "clients"})
        EXPECT_EQ(values<std::int8_t>(table, none), Flags(7, 0));
}

TEST(Snapshot, SaysWhatRunsAlongATie) {
    Scene scene;
    scene.now.actors.funder[ActorId(3)] = ActorId(4);
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "money")[3], 1);
    scene.model.relations.information_content = 1;
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "information"), std::vector<std::int8_t>(7, 1));
    scene.model.relations.clients_content = 1;
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "clients"), std::vector<std::int8_t>(7, 1));
    scene.now.actors.salience(ActorId(3), TopicId(0)) = 0;  // no common topic, no clients to send
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "clients")[3], 0);
    scene.model.exchange.joint_content = .5;
    for (Month month = 0; month < 20; ++month)
        EXPECT_EQ(values<std::int8_t>(scene.taken(month), "joint_work")[3] == 1,
                  has_joint_work(scene.model, month, scene.now, ActorId(3), ActorId(4)));
    scene.model.exchange.joint_content = 0;
    const InitiativeId id = add_initiative(scene.now, 5);
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "joint_work")[3], 1);  // fellow members
    scene.now.initiatives.all[id].members[4].status = MemberStatus::invited;
    EXPECT_EQ(values<std::int8_t>(scene.taken(1), "joint_work")[3], 0);
}

TEST(Snapshot, HoldsTrustBothWays) {
    Scene scene;
    scene.now.trust.set(ActorId(3), ActorId(4), 9, 1);
    scene.now.trust.set(ActorId(4), ActorId(3), 2, 8);
    const Table table = scene.taken(1);
    EXPECT_FLOAT_EQ(values<float>(table, "trust")[3], .9F);
    EXPECT_FLOAT_EQ(values<float>(table, "trust_back")[3], .2F);
    EXPECT_FLOAT_EQ(values<float>(table, "trust")[0], .6F);
}

TEST(Snapshot, OfDirectedContactsHoldsEveryArc) {
    Scene scene;
    scene.now.relations.contacts = Graph(5, Direction::directed);
    scene.now.relations.contacts.add(ActorId(4), ActorId(0));
    scene.now.relations.contacts.add(ActorId(0), ActorId(4));
    scene.now.relations.contacts.add(ActorId(3), ActorId(1));
    const Table table = scene.taken(1);
    EXPECT_EQ(values<std::int32_t>(table, "from"), (std::vector<std::int32_t>{0, 3, 4, 0, 0, 1}));
    EXPECT_EQ(values<std::int32_t>(table, "to"), (std::vector<std::int32_t>{4, 1, 0, 1, 2, 2}));
}

}  // namespace
}  // namespace gemeinsim::tests
